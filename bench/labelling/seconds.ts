// Labels photographs and single objects without a page, by what the desk calls when somebody does the same, and says what that costs:
//   node bench/labelling/seconds.ts PROJECT VOCDEVKIT [--images 12] [--objects 24] [--iou 0.85] [--price seconds|actions] [--clicks-pack PACK]
// The project's proposals are what is begun with. Photographs and objects are spread evenly between the worst and the best proposal.
import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { packOf, startInference } from '../../src/main/cli/startInference.ts';
import type { CorrectionBase, ShownImage } from '../../src/main/correct/CorrectionBase.ts';
import type { Click } from '../../src/main/correct/correctJob.ts';
import type { CorrectedPhotograph } from '../../src/main/correct/FieldCorrector.ts';
import { FieldCorrector } from '../../src/main/correct/FieldCorrector.ts';
import { openClickPack } from '../../src/main/correct/openClickPack.ts';
import { shownImage } from '../../src/main/correct/shownImage.ts';
import { decodeImage } from '../../src/main/image/decodeImage.ts';
import { forkChild } from '../../src/main/inference/host/forkChild.ts';
import { InferenceHost } from '../../src/main/inference/host/InferenceHost.ts';
import { likenessJob } from '../../src/main/models/adcam/jobs.ts';
import { fileOf } from '../../src/main/project/fileOf.ts';
import { ProjectFile } from '../../src/main/project/ProjectFile.ts';
import { Refiner } from '../../src/main/propose/Refiner.ts';
import { INSIDE, NOT_COUNTED, trueObjects } from '../../src/main/review/clicks/trueObjects.ts';
import { GroundTruth } from '../../src/main/review/evaluate/groundTruth.ts';
import type { LabPhoto } from '../../src/renderer/editor/LabPhoto.ts';
import { makeLabPhoto } from '../../src/renderer/editor/makeLabPhoto.ts';
import type { ProjectImage } from '../../src/shared/images/ProjectImage.ts';
import type { Correction } from '../../src/shared/labels/correction.ts';
import { BACKGROUND, VOID } from '../../src/shared/labels/labelCodes.ts';
import { secondsOf } from './keystrokes.ts';
import type { LabelMap } from './oracle.ts';
import { foregroundIou, idealCorners } from './oracle.ts';
import { PlainPaper } from './PlainPaper.ts';
import type { Played, Tools } from './play.ts';
import { play } from './play.ts';
import { setSliders } from './setSliders.ts';
import { spread } from './spread.ts';
import type { InHand, Work } from './Work.ts';
import { actionsOf, handworkOf } from './Work.ts';

/** A photograph, or one object of it, that is to be labelled. */
interface Given {
  name: string;
  image: ProjectImage;
  shown: ShownImage;
  truth: LabelMap;
  iou: number;
  /** Of an object: its class, which alone is seen and corrected. */
  only?: number;
}

interface Way {
  name: string;
  fromEmpty: boolean;
  tools: (photo: LabPhoto) => Tools;
}

const WAYS: Way[] = [
  { name: 'all tools', fromEmpty: false, tools: (photo) => ({ clicks: true, polygon: true, photo }) },
  { name: 'brush, polygon', fromEmpty: false, tools: () => ({ clicks: false, polygon: true }) },
  { name: 'empty, brush', fromEmpty: true, tools: () => ({ clicks: false, polygon: false }) },
];
/** As the desk begins. */
const HAND: InHand = { tool: 'pan', label: BACKGROUND, radius: 12 };

const { values, positionals } = parseArgs({
  options: {
    images: { type: 'string', default: '12' },
    objects: { type: 'string', default: '24' },
    iou: { type: 'string', default: '0.85' },
    price: { type: 'string', default: 'seconds' },
    'clicks-pack': { type: 'string' },
  },
  allowPositionals: true,
});
const [projectPath, voc] = positionals;
if (projectPath === undefined || voc === undefined) {
  process.stderr.write('Give a project with proposals and true masks: PROJECT VOCDEVKIT\n');
  process.exit(2);
}
const wanted = Number(values.iou);
/** What the hand saves. */
const price = (work: Work, hand: InHand): number =>
  values.price === 'actions' ? actionsOf(work, hand) : secondsOf(handworkOf(work, hand));
const project = ProjectFile.open(projectPath);
const refiner = new Refiner(forkChild);
const plain = new InferenceHost(forkChild);
const { host: networks } = await startInference(
  packOf(undefined, project.meta.get('pack'), projectPath),
  undefined,
);
const parameters = project.meta.get('parameters')!;
const fields = new FieldCorrector(plain, (image, places) =>
  networks.run(likenessJob, { image, places, parameters }),
);
const promptable = new InferenceHost(forkChild);
const pack = values['clicks-pack'];
const corrector = pack === undefined ? undefined : await openClickPack(promptable, pack, fields);
try {
  const { photographs, objects } = await given(new GroundTruth(voc, project.classes.all()));
  await tell('photographs', spread(photographs, Number(values.images)));
  await tell('objects', spread(objects, Number(values.objects)));
} finally {
  for (const part of [plain, networks, promptable, refiner, project]) part.close();
}

/** All photographs that are proposed, and their objects, those with the best proposal first. */
async function given(masks: GroundTruth): Promise<{ photographs: Given[]; objects: Given[] }> {
  const labels = project.classes.all().map(({ label }) => label);
  const [photographs, objects]: Given[][] = [[], []];
  for (const image of project.images.all()) {
    const rows = image.state === 'proposed' ? masks.read(image) : undefined;
    if (!rows) continue;
    await refiner.refine(project, image);
    const shown = shownImage(project, image);
    const { width, height } = shown;
    const data = rows.map((row) => (row === 0 || row === VOID ? row : labels[row - 1]!));
    const truth = { width, height, data };
    const iou = foregroundIou({ width, height, data: shown.labels }, truth);
    photographs!.push({ name: image.path, image, shown, truth, iou });
    for (const { row, pixels } of trueObjects(rows, width, height)) {
      const only = labels[row - 1]!;
      const own = pixels.map((kind) => (kind === NOT_COUNTED ? VOID : kind === INSIDE ? only : BACKGROUND));
      const object = { name: image.path, image, shown, only, truth: { width, height, data: own } };
      objects!.push({ ...object, iou: foregroundIou(seen(shown.labels, object), object.truth) });
    }
  }
  const better = (a: Given, b: Given): number => b.iou - a.iou;
  return { photographs: photographs!.sort(better), objects: objects!.sort(better) };
}

/** A label map as it counts: of an object its class alone. */
function seen(labels: Uint8Array, { only, truth }: Pick<Given, 'only' | 'truth'>): LabelMap {
  const { width, height } = truth;
  const data = only === undefined ? labels : labels.map((label) => (label === only ? label : BACKGROUND));
  return { width, height, data };
}

async function correct(
  photograph: CorrectedPhotograph,
  base: CorrectionBase,
  asked: { label: number; clicks: readonly Click[]; followEdges: boolean },
): Promise<Correction> {
  if (!corrector) return fields.correct(photograph, base, asked);
  return (await corrector.correct(photograph, base, asked)).candidates[0]!;
}

async function label(item: Given, way: Way): Promise<Played & { drags: number }> {
  const { image, shown, truth, only } = item;
  const file = fileOf(project, image);
  const { width, height } = shown;
  const edges = project.meta.get('edges') === true;
  const voidHalfWidth = project.meta.get('voidHalfWidth') ?? 0;
  const begun = way.fromEmpty
    ? {
        ...{ drags: 0, decided: undefined, scores: undefined },
        shown: {
          width,
          height,
          labels: new Uint8Array(width * height),
          decided: undefined,
          scores: undefined,
        },
      }
    : await setSliders(file, { ...shown, labels: shown.labels }, truth, {
        ...{ host: edges ? plain : undefined, voidHalfWidth },
        ...(only !== undefined && { only }),
      });
  const rgb = await decodeImage(readFileSync(file), file);
  const photo = await makeLabPhoto(
    { width, height, data: Uint8Array.from(rgb.data) },
    { width, height },
    () => Promise.resolve(),
  );
  const photograph = { file, path: image.path, contentHash: image.contentHash, width, height };
  const paper = new PlainPaper(
    begun.shown,
    (base, of, clicks) => correct(photograph, base, { label: of, clicks, followEdges: edges }),
    photo,
  );
  const looked = {
    labels: async () => seen((await paper.labels()).data, item),
    do: (work: Work, hand: InHand) => paper.do(work, hand),
    takeBack: () => paper.takeBack(),
  };
  const played = await play(looked, truth, { wanted, tools: way.tools(photo), price, hand: HAND });
  const { drags } = begun;
  return { ...played, drags, actions: played.actions + drags, presses: played.presses + drags };
}

async function tell(what: string, items: readonly Given[]): Promise<void> {
  if (items.length === 0) return;
  process.stdout.write(`${items.length} ${what}, to IoU ${wanted}, with few ${values.price}\n`);
  const sums = new Map(WAYS.map(({ name }) => [name, { actions: 0, seconds: 0, reached: 0 }]));
  let corners = 0;
  let outlined = 0;
  for (const item of items) {
    const ideal = idealCorners(item.truth, wanted);
    corners += ideal ?? 0;
    outlined += Number(ideal !== undefined);
    process.stdout.write(`${item.name}  before ${item.iou.toFixed(3)}  ideal corners ${ideal ?? '-'}\n`);
    for (const way of WAYS) {
      const played = await label(item, way);
      const { actions, iou, clicks, refused, strokes, polygons, drags } = played;
      const sum = sums.get(way.name)!;
      sum.actions += actions;
      sum.seconds += secondsOf(played);
      sum.reached += Number(iou >= wanted);
      process.stdout.write(
        `  ${way.name.padEnd(15)} ${actions} actions, ${secondsOf(played).toFixed(1)} s: ` +
          `${drags} drags, ${clicks} clicks (${refused} more taken back), ${strokes} strokes, ${polygons} polygons; IoU ${iou.toFixed(3)}\n`,
      );
    }
  }
  for (const [name, { actions, seconds, reached }] of sums)
    process.stdout.write(
      `${name.padEnd(15)} ${actions} actions, ${(seconds / items.length).toFixed(2)} s each, ${reached} of ${items.length} reached\n`,
    );
  process.stdout.write(
    `ideal polygons  ${corners} corners, ${(secondsOf({ presses: corners, diameters: 0 }) / items.length).toFixed(2)} s each, ${outlined} of ${items.length} reached\n`,
  );
  const [tools, , empty] = WAYS.map(({ name }) => sums.get(name)!);
  process.stdout.write(
    `all tools take ${(tools!.actions / corners).toFixed(3)} of the corners in actions, and ${(tools!.seconds / empty!.seconds).toFixed(3)} of the time of the brush on nothing\n\n`,
  );
}
