import { resolve } from 'node:path';
import type { Tagging } from '../../shared/parameters/tagging.ts';
import { DEFAULT_TAGGING, TAGGINGS } from '../../shared/parameters/tagging.ts';
import { clicks } from '../models/clicks/clicks.ts';
import { openPackOf } from '../models/pack/openPack.ts';
import type { ProjectFile } from '../project/ProjectFile.ts';
import { changeTagging } from '../propose/setUpProject.ts';
import type { Flag } from './optionFlags.ts';
import type { Options } from './parameterOptions.ts';
import { textOption } from './parameterOptions.ts';
import { UsageError } from './UsageError.ts';

const EDGES = ['on', 'off'] as const;
const THRESHOLDS = ['guessed', 'fixed'] as const;

/** What the command line changes of a project's settings; undefined where nobody has chosen. */
export interface SettingChanges {
  tagging: Tagging | undefined;
  edges: (typeof EDGES)[number] | undefined;
  thresholds: (typeof THRESHOLDS)[number] | undefined;
  /** Path of a click pack; `none` forgets the one there is. */
  clicksPack: string | undefined;
}

/** Options of `camweave propose` that are remembered in the project, with their help. */
export const SETTING_OPTIONS: readonly Flag[] = [
  [
    '--tags <choice>',
    'Of images without given tags: suggest (nothing becomes a tag), sure (what the classifier finds likely enough) or top1 ' +
      `(the same, and at least the likeliest); remembered in the project (new ones: ${DEFAULT_TAGGING})`,
  ],
  [
    '--edges <choice>',
    'on or off: whether boundaries follow the edges of photographs; remembered in the project (new ones: on)',
  ],
  [
    '--thresholds <choice>',
    'guessed (for each image) or fixed (those of the classes), for the classes that are there and images where nobody has moved them (new projects: guessed)',
  ],
  [
    '--clicks-pack <path>',
    'Pack that clicks on the desk are answered with; remembered in the project (none: one that `camweave pack get` has fetched, else scores and photograph alone)',
  ],
];

/** @throws UsageError */
export function parseSettings(options: Options): SettingChanges {
  return {
    tagging: choice(options, 'tags', TAGGINGS),
    edges: choice(options, 'edges', EDGES),
    thresholds: choice(options, 'thresholds', THRESHOLDS),
    clicksPack: clicksPackOf(options),
  };
}

/** Images that were tagged otherwise are proposed anew when somebody asks. */
export function changeSettings(
  project: ProjectFile,
  { tagging, edges, thresholds, clicksPack }: SettingChanges,
): void {
  if (tagging !== undefined) changeTagging(project, tagging);
  project.transaction(() => {
    if (edges !== undefined) project.meta.set('edges', edges === 'on');
    if (clicksPack === 'none') project.meta.remove('clicksPack');
    else if (clicksPack !== undefined) project.meta.set('clicksPack', clicksPack);
    if (thresholds === undefined) return;
    for (const { label } of project.classes.all())
      project.classes.setGuessed(label, thresholds === 'guessed');
  });
}

/** An absolute path of a click pack that can be opened, or `none`. @throws AppError of the pack */
function clicksPackOf(options: Options): string | undefined {
  const path = textOption(options, 'clicksPack');
  if (path === undefined || path === 'none') return path;
  openPackOf(clicks, path);
  return resolve(path);
}

function choice<const Choice extends string>(
  options: Options,
  name: string,
  choices: readonly Choice[],
): Choice | undefined {
  const text = options[name];
  if (text === undefined) return undefined;
  const found = choices.find((item) => item === text);
  if (found === undefined)
    throw new UsageError(`--${name} takes one of ${choices.join(', ')}, not "${String(text)}".`);
  return found;
}
