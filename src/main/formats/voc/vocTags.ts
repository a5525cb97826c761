import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { XMLParser } from 'fast-xml-parser';
import { classesIn } from '../../../shared/labels/classesIn.ts';
import { AppError } from '../../../shared/errors/AppError.ts';
import { errorMessage } from '../../../shared/errors/errorMessage.ts';
import { readIndexMask } from '../../image/mask/readIndexMask.ts';
import { readRegularFile } from '../../image/readRegularFile.ts';
import { explainReadError } from '../dataset/explainReadError.ts';
import { readText } from '../dataset/readText.ts';
import { expectNoDoctype } from '../xml/parseXml.ts';
import { readLabelmap } from './labelmap.ts';
import type { ClassNames } from '../dataset/ClassNames.ts';
import type { TagsById } from '../csv/readLabelsCsv.ts';

/** Tags of one image of a VOC folder, or undefined where this way of telling them does not know it. */
export type TagFinder = (id: string) => string[] | undefined;

interface Annotation {
  annotation?: { object?: { name?: unknown }[] };
}

/** Tags from `Annotations/ID.xml`: the names of its objects. */
export function tagsFromXml(vocRoot: string, classes: ClassNames, warnings: string[]): TagFinder {
  const parser = new XMLParser({
    isArray: (name) => name === 'object',
    processEntities: false,
    parseTagValue: false,
  });
  return (id) => {
    const file = join(vocRoot, 'Annotations', `${id}.xml`);
    if (!existsSync(file)) return undefined;
    try {
      const text = readText(file);
      expectNoDoctype(text, file);
      const { annotation } = parser.parse(text, true) as Annotation;
      const names = (annotation?.object ?? []).map(({ name }) => String(name));
      return [...new Set(names.flatMap((name) => classes.resolve(name, file) ?? []))];
    } catch (error) {
      warnings.push(`${file} is not readable XML (${errorMessage(error)}); its tags are left out.`);
      return undefined;
    }
  };
}

/** Tags from `ImageSets/Main/CLASS_SPLIT.txt`: lines of an id and 1, 0 or -1. */
export function tagsFromImageSets(vocRoot: string, classes: ClassNames, warnings: string[]): TagFinder {
  const folder = join(vocRoot, 'ImageSets', 'Main');
  const tags: TagsById = new Map();
  for (const name of namesIn(folder, warnings).sort()) {
    const className = classes.find(/^(.+)_(train|val|trainval|test)\.txt$/.exec(name)?.[1] ?? '');
    if (className === undefined) continue;
    for (const line of orWarn(() => readText(join(folder, name)).split('\n'), warnings) ?? []) {
      const [id, value] = line.trim().split(/\s+/);
      if (!id) continue;
      const known = tags.get(id) ?? [];
      tags.set(id, value === '1' && !known.includes(className) ? [...known, className] : known);
    }
  }
  return (id) => tags.get(id);
}

function namesIn(folder: string, warnings: string[]): string[] {
  if (!existsSync(folder)) return [];
  return (
    orWarn(() => {
      try {
        return readdirSync(folder);
      } catch (error) {
        throw explainReadError(folder, error);
      }
    }, warnings) ?? []
  );
}

/** What some reading gives; undefined, and a warning, where it fails. */
function orWarn<T>(read: () => T, warnings: string[]): T | undefined {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    warnings.push(`${error.message} Its tags are left out.`);
    return undefined;
  }
}

/** Tags from `SegmentationClass/ID.png`: the labels that occur in it. */
export function tagsFromMasks(vocRoot: string, classes: ClassNames, warnings: string[]): TagFinder {
  const names = orWarn(() => readLabelmap(vocRoot), warnings);
  if (!names) return () => undefined;
  return (id) => {
    const file = join(vocRoot, 'SegmentationClass', `${id}.png`);
    if (!existsSync(file)) return undefined;
    try {
      const { data } = readIndexMask(readRegularFile(file, 'image-unreadable'), file);
      return classesIn(data).flatMap(
        (label) => classes.resolve(names.get(label) ?? `label ${label}`, file) ?? [],
      );
    } catch (error) {
      warnings.push(`${errorMessage(error)} Its tags are left out.`);
      return undefined;
    }
  };
}
