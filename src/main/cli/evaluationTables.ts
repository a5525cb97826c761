import { counted } from '../../shared/text/counted.ts';
import type { Coupling } from '../../shared/parameters/proposalParameters.ts';
import type { CouplingEvaluation } from '../review/evaluate/CouplingTally.ts';
import type { ErrorKind } from '../review/evaluate/errorKinds.ts';
import type { MapsEvaluation } from '../review/evaluate/evaluationOfMaps.ts';
import type { Evaluation } from '../review/evaluate/evaluateProject.ts';
import { BANDS } from '../review/evaluate/TrueMask.ts';
import { percent, table } from './terminal/table.ts';

const KIND_WORDS: Record<ErrorKind, string> = {
  edge: 'within 10 px of an edge',
  missed: 'object missed',
  partlyMissed: 'object partly missed',
  flooding: 'flooding into the background',
  confusion: 'confused with another class of the image',
  elsewhere: 'elsewhere',
};

/** An evaluation as tables for people. */
export function evaluationTables({ images, couplings, edges, guessed }: Evaluation): string {
  const entries = Object.entries(couplings) as [Coupling, CouplingEvaluation][];
  const bothOf = ([name, { best, project }]: (typeof entries)[number]): [
    string,
    string,
    MapsEvaluation,
  ][] => [
    [`${name}, best threshold`, best.threshold.toFixed(2), best],
    [`${name}, project's thresholds`, thresholdText(project.thresholds), project],
  ];
  const rows = entries.flatMap(bothOf);
  const own = entries.map(([, { project }]) => project);
  const names = entries.map(([name]) => name);
  return [
    `${counted(images, 'image')}, in percent${howMade(edges, guessed)}`,
    table([
      ['', 'mIoU', 'threshold', 'FP', 'FN'],
      ...rows.map(([name, threshold, { miou, fp, fn }]) => [
        ...[name, percent(miou), threshold, percent(fp), percent(fn)],
      ]),
    ]),
    'Image by image: mean IoU of its classes, and how many images reach 85, 70 and 50',
    table([
      ['', 'mean', 'error', '>=85', '>=70', '>=50'],
      ...rows.map(([name, , { imgIoU, imgIoUError, share85, share70, share50 }]) => [
        ...[name, ...[imgIoU, imgIoUError, share85, share70, share50].map(percent)],
      ]),
    ]),
    'mIoU of the pixels near a true boundary',
    table([
      ['', ...BANDS.map((band) => `${band} px`)],
      ...rows.map(([name, , { bands }]) => [name, ...BANDS.map((band) => percent(bands[band]))]),
    ]),
    "Wrong pixels by kind, at the project's thresholds",
    table([
      ['', ...names],
      ...Object.entries(KIND_WORDS).map(([kind, words]) => [
        ...[words, ...own.map(({ errors }) => percent(errors[kind as ErrorKind]))],
      ]),
    ]),
    'IoU per class at the best threshold, and the images that show it',
    table([
      ['', ...names, 'images'],
      ...entries[0]![1].best.perClass.map(({ name, images: shown }, index) => [
        ...[name, ...entries.map(([, { best }]) => percent(best.perClass[index]!.iou)), String(shown)],
      ]),
    ]),
  ].join('\n\n');
}

/** What else the label maps at the project's thresholds follow from. */
function howMade(edges: boolean, guessed: readonly string[]): string {
  const ways = [
    ...(guessed.length > 0 ? ['thresholds guessed for each image where nobody moved them'] : []),
    ...(edges ? ['boundaries along edges'] : []),
  ];
  return ways.length > 0 ? `; at the project's thresholds with ${ways.join(' and ')}` : '';
}

function thresholdText(thresholds: Record<string, number>): string {
  const values = [...new Set(Object.values(thresholds))];
  return values.length === 1 ? values[0]!.toFixed(2) : 'per class';
}
