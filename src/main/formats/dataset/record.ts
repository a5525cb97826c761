import { basename, join } from 'node:path';
import packageJson from '../../../../package.json' with { type: 'json' };
import { counted } from '../../../shared/text/counted.ts';
import type { CommonOptions } from '../../../shared/export/commonOptions.ts';
import type { Part, SplitOptions } from '../../../shared/export/splitOptions.ts';
import { PARTS, ratioSplitSchema } from '../../../shared/export/splitOptions.ts';
import type { ProjectFile } from '../../project/ProjectFile.ts';
import { expectReadBack } from './expectReadBack.ts';
import type { ExportClasses } from './exportClasses.ts';
import { readListed } from './readListed.ts';
import { writeListedJson } from './listedJson.ts';
import { PROVENANCE, PROVENANCE_FOLDER } from './provenancePlane.ts';
import { RECORD } from './recordName.ts';
import type { Spool } from './Spool.ts';
import type { Split } from './splitIds.ts';
import type { WrittenImages } from './WrittenImage.ts';

/** What was asked for. */
export interface RecordedRequest {
  format: string;
  options: object;
  common: CommonOptions;
  split: SplitOptions;
  states: readonly string[];
  classes: ExportClasses;
}

/** Writes the record of a data set: one JSON object, a line for each image. It names no folder of this machine. */
export function writeRecord(
  folder: string,
  project: ProjectFile,
  request: RecordedRequest,
  { images, split }: WrittenImages,
  records: Spool,
): void {
  const partOf = new Map(PARTS.flatMap((part) => split[part].map((id): [string, Part] => [id, part])));
  writeListedJson(join(folder, RECORD), headOf(project, request, split), {
    images: (function* () {
      for (const { id, record, provenanceHash } of images) {
        const part = JSON.stringify(partOf.get(id));
        const provenance = provenanceHash === undefined ? '' : `,"provenance":{"sha256":"${provenanceHash}"}`;
        yield `${records.read(record).slice(0, -1)},"part":${part}${provenance}}`;
      }
    })(),
  });
}

/**
 * Reads the record back: every image once, with its part, its photograph and its labels.
 *
 * @throws AppError `export-mismatch`
 */
export async function checkRecord(
  folder: string,
  { images, split }: WrittenImages,
  next: () => Promise<void>,
): Promise<string> {
  const file = join(folder, RECORD);
  const partOf = new Map(PARTS.flatMap((part) => split[part].map((id): [string, Part] => [id, part])));
  let at = 0;
  await readListed(file, {
    head: ({ version }) => expectReadBack(version === packageJson.version, file, 'the version'),
    item: async (_, item) => {
      await next();
      const image = images[at++];
      const { id, part, photograph, mask } = item as Recorded;
      expectReadBack(id === image?.id && part === partOf.get(id), file, 'the images');
      const isSame = photograph?.sha256 === image!.photographHash && mask?.sha256 === image!.maskHash;
      expectReadBack(isSame, file, `the hashes of ${id}`);
    },
  });
  expectReadBack(at === images.length, file, 'the number of images');
  return `${RECORD} read, with the hashes of ${counted(images.length, 'mask')} and of their photographs`;
}

interface Recorded {
  id: string;
  part?: string;
  photograph?: { sha256?: string };
  mask?: { sha256?: string };
}

function headOf(
  project: ProjectFile,
  { format, options, common, split, states, classes }: RecordedRequest,
  parts: Split,
): object {
  const { meta } = project;
  const pack = meta.get('pack');
  return {
    ...{ made: 'Camweave', version: packageJson.version, at: new Date().toISOString() },
    ...{ format, options, common, states },
    project: meta.get('id') ?? null,
    classes: classes.classes.map(({ label, name, colour }) => ({ label, name, colour })),
    projectClasses: project.classes.all().map(({ label, name, threshold, guessed }) => ({
      ...{ label, name, threshold, guessed, becomes: classes.table[label] },
    })),
    split: {
      ...('val' in split ? { by: 'lists' } : { by: 'shares', ...ratioSplitSchema.parse(split) }),
      counts: Object.fromEntries(PARTS.map((part) => [part, parts[part].length])),
    },
    pack: pack === undefined ? null : { name: basename(pack), hash: meta.get('packHash') ?? null },
    parameters: meta.get('parameters') ?? null,
    voidHalfWidth: meta.get('voidHalfWidth') ?? 0,
    edges: meta.get('edges') ?? false,
    heads: project.heads.all().map(({ id, at, lessons, weight, labels }) => ({
      ...{ id, at, lessons, weight, labels },
    })),
    provenance: common.provenance
      ? {
          folder: PROVENANCE_FOLDER,
          legend: PROVENANCE.map(({ value, id, means, colour }) => ({ value, id, means, colour })),
        }
      : null,
  };
}
