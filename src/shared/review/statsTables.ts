import type { ImageStats, ProjectStats, Spread } from './ProjectStats.ts';
import { RISK_BINS } from './ProjectStats.ts';

/** What a column holds: words, a whole number, a number, a share in [0, 1], or seconds. */
export type CellKind = 'text' | 'count' | 'number' | 'share' | 'seconds';
export type Cell = string | number | null;

/** One table of the statistics, as the command prints it, files hold it and pages show it. */
export interface StatsTable {
  /** Of its file. */
  id: string;
  title: string;
  columns: readonly { name: string; kind: CellKind }[];
  rows: readonly (readonly Cell[])[];
}

const text = (name: string): StatsTable['columns'][number] => ({ name, kind: 'text' });
const count = (name: string): StatsTable['columns'][number] => ({ name, kind: 'count' });
const share = (name: string): StatsTable['columns'][number] => ({ name, kind: 'share' });
const VERDICTS: Readonly<Record<string, string>> = {
  'wrong-class': 'wrong class',
  'missing-object': 'missing object',
};

/** The statistics of a project as tables; those that would have no row are left out. */
export function statsTables(stats: ProjectStats): StatsTable[] {
  const { states, classes, risk, edits, time, kept, notes, truth } = stats;
  const all: StatsTable[] = [
    {
      ...{
        id: 'states',
        title: 'Images by state',
        columns: [text('state'), count('images'), share('share')],
      },
      rows: states.map(({ state, images }) => [state, images, images / Math.max(1, stats.images)]),
    },
    {
      ...{ id: 'classes', title: 'Classes' },
      columns: [
        ...[text('class'), count('tagged'), count('shown'), count('pixels'), share('share of pixels')],
        ...[count('regions'), { name: 'regions an image', kind: 'number' as const }],
      ],
      rows: classes.map(({ name, tagged, shown, area, share: part, components }) => [
        ...[name, tagged, shown, area, part, components],
        shown > 0 ? components / shown : null,
      ]),
    },
    together(stats),
    {
      ...{ id: 'risk', title: 'Images by risk', columns: [text('risk'), count('images')] },
      rows: risk.images === 0 ? [] : risk.bins.map((images, bin) => [binName(bin), images]),
    },
    {
      ...{ id: 'risk-by-state', title: 'Mean risk by state' },
      columns: [text('state'), count('images'), { name: 'mean risk', kind: 'number' }],
      rows: risk.byState.map(({ state, images, mean }) => [state, images, mean]),
    },
    {
      ...{ id: 'edits', title: 'Edits', columns: [text('what'), ...spreadColumns('number')] },
      rows: [
        ['strokes', ...spreadCells(edits.strokes)],
        ['decisions', ...spreadCells(edits.decisions)],
      ],
    },
    {
      ...{ id: 'time', title: 'Active time', columns: [text('by'), ...spreadColumns('seconds')] },
      rows:
        time.all.images === 0
          ? []
          : [
              ['everybody', ...spreadCells(time.all)],
              ...time.byAuthor.map(({ author, images, seconds }) => [
                ...[author === '' ? 'unknown' : author, images, seconds],
                ...[images > 0 ? seconds / images : null, null, null],
              ]),
            ],
    },
    {
      ...{ id: 'kept', title: 'Proposed against accepted' },
      columns: [text('class'), count('images'), share('IoU')],
      rows: kept.classes.map(({ name, images, iou }) => [name, images, iou]),
    },
    {
      ...{ id: 'kept-by-origin', title: 'Proposed against accepted, by origin' },
      columns: [text('from'), count('images'), share('mean IoU')],
      rows: kept.origins.map(({ origin, images, mean }) => [origin ?? 'Camweave', images, mean]),
    },
    {
      ...{ id: 'notes', title: 'Flags and verdicts' },
      columns: [text('what'), text('says'), count('notes'), count('images')],
      rows: notes.map(({ kind, text: said, notes: found, images }) => [
        ...[kind, VERDICTS[said] ?? said, found, images],
      ]),
    },
    {
      ...{ id: 'truth', title: 'Labels against true masks' },
      columns: [text('class'), count('images'), share('mean IoU')],
      rows: (truth?.classes ?? []).map(({ name, images, iou }) => [name, images, iou]),
    },
  ];
  return all.filter(({ rows }) => rows.length > 0);
}

/** A line for each image. */
export function imagesTable(images: readonly ImageStats[]): StatsTable {
  const number = (name: string): StatsTable['columns'][number] => ({ name, kind: 'number' });
  return {
    ...{ id: 'images', title: 'Images' },
    columns: [
      ...[text('path'), text('state'), text('from'), number('risk'), count('strokes'), count('decisions')],
      ...[{ name: 'active seconds', kind: 'seconds' as const }, count('flags'), count('verdicts')],
      ...[count('regions'), share('proposed against accepted'), share('against true mask')],
    ],
    rows: images.map((image) => [
      ...[image.path, image.state, image.origin ?? null, image.risk ?? null, image.strokes, image.decisions],
      ...[image.seconds, image.flags, image.verdicts, image.components ?? null],
      ...[image.kept ?? null, image.truth ?? null],
    ]),
  };
}

/** `0.05 to 0.10` */
export function binName(bin: number): string {
  return `${(bin / RISK_BINS).toFixed(2)} to ${((bin + 1) / RISK_BINS).toFixed(2)}`;
}

/** Classes that any label map has, against each other. */
function together({ classes, together: counts }: ProjectStats): StatsTable {
  const there = classes.flatMap(({ name, shown }, place) => (shown > 0 ? [{ name, place }] : []));
  return {
    ...{ id: 'together', title: 'Classes together in an image' },
    columns: [text('class'), ...there.map(({ name }) => count(name))],
    rows: there.map(({ name, place }) => [name, ...there.map((other) => counts[place]![other.place]!)]),
  };
}

function spreadColumns(kind: CellKind): StatsTable['columns'] {
  const total = kind === 'seconds' ? kind : 'count';
  return [
    count('images'),
    { name: 'total', kind: total },
    ...['mean', 'median'].map((name) => ({ name, kind })),
    { name: 'most', kind: total },
  ];
}

function spreadCells({ images, total, mean, median, most }: Spread): Cell[] {
  return [images, total, mean, median, most];
}
