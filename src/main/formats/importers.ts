import { cocoImporter } from './coco/cocoImporter.ts';
import { csvImporter } from './csv/csvImporter.ts';
import { folderImporter } from './folder/folderImporter.ts';
import type { Importer } from './Importer.ts';
import { vocImporter } from './voc/vocImporter.ts';

/** Asked in this order; the first that detects a path reads it. `csv` takes any file, `folder` any folder. */
export const IMPORTERS: readonly Importer[] = [vocImporter, cocoImporter, csvImporter, folderImporter];
