import { createHash } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { AppError } from '../../../shared/errors/AppError.ts';
import { BACKGROUND, VOID } from '../../../shared/labels/labelCodes.ts';
import { decodeImage } from '../../image/decodeImage.ts';
import { encodeJpeg } from '../../image/encodeJpeg.ts';
import { readImageHeader } from '../../image/readImageHeader.ts';
import { readPhotograph } from '../../image/readPhotograph.ts';
import { fileOf } from '../../project/fileOf.ts';
import type { ProjectImage } from '../../../shared/images/ProjectImage.ts';
import { labelMapOf } from '../../annotate/labelMapOf.ts';
import type { ProjectFile } from '../../project/ProjectFile.ts';
import type { Component } from '../../image/mask/connectedComponents.ts';
import { connectedComponents } from '../../image/mask/connectedComponents.ts';
import { encodeGreyPng, encodeVocPng } from '../../image/mask/encodeVocPng.ts';
import type { IndexMask } from '../../image/mask/readIndexMask.ts';
import { annotationXml } from './annotationXml.ts';

/** An exported image, and what has to be found again when the export is read back. */
export interface WrittenImage {
  id: string;
  width: number;
  height: number;
  /** sha256 of the label map's bytes. */
  maskHash: string;
  /** Labels that occur in the mask, background and void left out. */
  labels: number[];
  objects: (Pick<Component, 'box'> & { name: string })[];
  /** Whether the photograph was copied byte for byte. */
  copied: boolean;
  warnings: string[];
}

/** SegmentationObject keeps 0 for background and 255 for void. */
const MOST_OBJECTS = 254;

/**
 * Writes photograph, mask and annotation of one image below `root`.
 *
 * @throws AppError when the image has no label map, or its file is gone or no longer the one that was proposed
 */
export async function writeVocImage(
  project: ProjectFile,
  image: ProjectImage,
  id: string,
  root: string,
  options: { objects?: boolean; greyMasks?: boolean },
): Promise<WrittenImage> {
  const labelMap = labelMapOf(project, image);
  if (!labelMap)
    throw new AppError('invalid-input', `${image.path} has no proposal yet. Run \`camweave propose\` again.`);
  const { width, height } = labelMap;
  const { bytes, copied } = await photograph(project, image, labelMap);
  await writeFile(join(root, 'JPEGImages', `${id}.jpg`), bytes);
  await writeFile(join(root, 'SegmentationClass', `${id}.png`), encodeVocPng(labelMap));
  if (options.greyMasks)
    await writeFile(join(root, 'SegmentationClassIndex', `${id}.png`), encodeGreyPng(labelMap));

  const warnings: string[] = [];
  const { components, ids } = connectedComponents(labelMap);
  const kept = largest(components, MOST_OBJECTS);
  if (kept.length < components.length) {
    warnings.push(
      `${image.path}: only the ${MOST_OBJECTS} largest of ${components.length} regions are listed as objects.`,
    );
  }
  if (options.objects) {
    const objectMask = { width, height, data: objectIndices(labelMap, components, kept, ids) };
    await writeFile(join(root, 'SegmentationObject', `${id}.png`), encodeVocPng(objectMask));
  }
  const names = new Map(project.classes.all().map(({ label, name }) => [label, name]));
  const objects = kept.map(({ label, box }) => ({ name: names.get(label) ?? `label ${label}`, box }));
  await writeFile(join(root, 'Annotations', `${id}.xml`), annotationXml({ id, width, height }, objects));

  return {
    ...{ id, width, height, objects, copied, warnings },
    maskHash: createHash('sha256').update(labelMap.data).digest('hex'),
    labels: [...new Set(components.map(({ label }) => label))],
  };
}

/** The photograph's bytes: as they are where any reader shows them right, else encoded as a plain JPEG. */
async function photograph(
  project: ProjectFile,
  image: ProjectImage,
  { width, height }: IndexMask,
): Promise<{ bytes: Uint8Array; copied: boolean }> {
  const file = fileOf(project, image);
  const bytes = await readPhotograph(file);
  const hash = createHash('sha256').update(bytes).digest('hex');
  if (image.contentHash !== undefined && hash !== image.contentHash) {
    throw new AppError(
      'image-unreadable',
      `${file} has changed since it was proposed. Restore it, or run \`camweave propose\` on it again.`,
    );
  }
  const header = readImageHeader(bytes, file);
  if (header.width !== width || header.height !== height) {
    throw new AppError(
      'image-unreadable',
      `${file} is ${header.width} x ${header.height}, its mask ${width} x ${height}.`,
    );
  }
  if (header.format === 'jpeg' && header.orientation === 1) return { bytes, copied: true };
  return { bytes: await encodeJpeg(await decodeImage(bytes, file)), copied: false };
}

function largest(components: Component[], most: number): Component[] {
  if (components.length <= most) return components;
  const least = components.map(({ area }) => area).sort((a, b) => b - a)[most - 1]!;
  return components.filter(({ area }) => area >= least).slice(0, most);
}

/** Indices 1.. of the kept regions; void where the mask is void or a region was dropped. */
function objectIndices(
  { data }: IndexMask,
  components: Component[],
  kept: Component[],
  ids: Int32Array,
): Uint8Array {
  const index = new Map(kept.map((component, position) => [component, position + 1]));
  const byId = [BACKGROUND, ...components.map((component) => index.get(component) ?? VOID)];
  return data.map((label, pixel) => (label === VOID ? VOID : byId[ids[pixel]!]!));
}
