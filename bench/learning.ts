import { join } from 'node:path';
import { forkChild } from '../src/main/inference/host/forkChild.ts';
import { InferenceHost } from '../src/main/inference/host/InferenceHost.ts';
import type { Teaching } from '../src/main/learn/Teacher.ts';
import { Teacher } from '../src/main/learn/Teacher.ts';
import { lessonJob, proposeJob } from '../src/main/models/adcam/jobs.ts';
import type { LessonResult } from '../src/main/models/adcam/jobs.ts';
import type { Lesson } from '../src/main/project/LessonTable.ts';
import { openProposer } from '../src/main/propose/openProposer.ts';
import { randomFloats, seededRandom } from '../testing/random.ts';
import type { Measured } from './desk.ts';
import { percentile } from './frames.ts';

const resources = join(import.meta.dirname, '..', 'resources');
const sample = join(resources, 'samples', 'spacesuit.jpg');
const PERSON = 14;
const COUNTS = [20, 100, 1000];
const CLASSES = 20;
const RUNS = 15;

/** What learning costs: a lesson, a head of so many lessons, and a proposal with a head. */
export async function learning(): Promise<Measured[]> {
  const { lines, made } = await lessonsAndProposals();
  for (const count of COUNTS) lines.push(await training(count, made));
  return lines;
}

/** Keeps training, in its own process, while something else is measured. */
export async function whileTraining<T>(work: () => Promise<T>): Promise<T> {
  const teacher = new Teacher(forkChild);
  let isOver = false;
  const lessons = lessonsLike(undefined, 100);
  const loop = (async () => {
    while (!isOver) await teacher.teach(teachingOf(lessons, undefined));
  })();
  try {
    return await work();
  } finally {
    isOver = true;
    await loop;
    teacher.close();
  }
}

async function lessonsAndProposals(): Promise<{ lines: Measured[]; made: LessonResult }> {
  const host = new InferenceHost(forkChild);
  try {
    const { manifest } = await openProposer(host, join(resources, 'packs', 'default'), ['cpu']);
    const { parameters } = manifest;
    const tags = { given: [PERSON] };
    const lesson = (): Promise<LessonResult> =>
      host.run(lessonJob, { image: sample, tags: tags.given, parameters });
    const made = await lesson();
    const head = {
      weights: new Float32Array((CLASSES + 1) * (made.depth + 1)),
      known: manifest.classes.map((_, i) => ({ row: i + 1, weight: 0.3, threshold: 0.55 })),
      others: [],
      tags: {
        weights: new Float32Array((CLASSES + 1) * (made.pooled.length + 1)),
        kinds: Array.from({ length: CLASSES + 1 }, (_, i) =>
          i === 0 ? ('none' as const) : ('corrects' as const),
        ),
      },
    };
    const plain = (): Promise<unknown> => host.run(proposeJob, { image: sample, tags, parameters });
    const taught = (): Promise<unknown> => host.run(proposeJob, { image: sample, tags, parameters, head });
    const times: Record<'lesson' | 'plain' | 'taught', number[]> = { lesson: [], plain: [], taught: [] };
    // By turns, so that what else the machine does falls on all of them alike.
    for (let run = 0; run < RUNS; run++) {
      times.lesson.push(await timed(lesson));
      times.plain.push(await timed(plain));
      times.taught.push(await timed(taught));
    }
    const median = (name: keyof typeof times): string => percentile(times[name], 50).toFixed(0);
    const numbers = made.features.length + made.pooled.length + made.scores.length;
    const bytes = numbers * Float16Array.BYTES_PER_ELEMENT;
    const shares = 2 * made.scoreGrid ** 2;
    return {
      made,
      lines: [
        {
          what: 'lesson of one accepted image: networks, and what is kept of it',
          result: `${median('lesson')} ms, ${((bytes + shares) / 1000).toFixed(0)} kB`,
          budget: '-',
        },
        {
          what: 'proposal without and with a taught head of 20 classes',
          result: `${median('plain')} ms, ${median('taught')} ms`,
          budget: '-',
        },
      ],
    };
  } finally {
    host.close();
  }
}

async function training(count: number, made: LessonResult): Promise<Measured> {
  const teacher = new Teacher(forkChild);
  try {
    const lessons = lessonsLike(made, count + 1);
    const before = lessons.slice(0, count);
    let start: Teaching['start'];
    const first = await timed(async () => {
      const { labels, depth, weights } = await teacher.teach(teachingOf(before, undefined));
      start = { labels, depth, values: weights };
    });
    const next = await timed(() => teacher.teach(teachingOf(lessons, start)));
    return {
      what: `new head with cross-validation, ${count} lessons: the first, and after one more`,
      result: `${first.toFixed(0)} ms, ${next.toFixed(0)} ms; child at most ${(teacher.memory.peak / 1e6).toFixed(0)} MB`,
      budget: count === 100 ? 'one more <= 2000 ms' : '-',
    };
  } finally {
    teacher.close();
  }
}

function teachingOf(lessons: readonly Lesson[], start: Teaching['start']): Teaching {
  return {
    lessons: {
      keys: lessons.map(({ imageId }) => ({ imageId, key: 'one' })),
      get: (id) => lessons.find(({ imageId }) => imageId === id),
    },
    learning: Array.from({ length: CLASSES }, (_, i) => i + 1),
    shown: new Map(lessons.map(({ imageId, shown }) => [imageId, shown])),
    ...{ usual: 0.7, start },
  };
}

/** Lessons of two classes each, with features like those of a photograph, and noise. */
function lessonsLike(made: LessonResult | undefined, count: number): Lesson[] {
  const { grid, depth, scoreGrid } = made ?? { grid: 14, depth: 384, scoreGrid: 28 };
  const n = scoreGrid ** 2;
  const random = seededRandom(count);
  const base = made ? Float32Array.from(made.features) : randomFloats(grid * grid * depth, random);
  return Array.from({ length: count }, (_, i) => {
    const labels = [0, 1 + (i % CLASSES), 1 + ((i * 7 + 3) % CLASSES)].filter(
      (label, at, all) => all.indexOf(label) === at,
    );
    const noise = randomFloats(grid * grid * depth, random);
    const shares = new Uint8Array(labels.length * n);
    for (let p = 0; p < n; p++) shares[(Math.floor((p * labels.length) / n) % labels.length) * n + p] = 255;
    return {
      ...{ imageId: i + 1, madeOf: 'bench', whole: true, grid, depth, labels, shown: labels.slice(1) },
      features: Float16Array.from(noise, (x, k) => base[k]! + x - 0.5),
      pooled: Float16Array.from(randomFloats(256, random)),
      ...{ shareGrid: scoreGrid, shares, scored: labels.slice(1) },
      scores: Float16Array.from(randomFloats((labels.length - 1) * n, random)),
      said: labels.slice(1).map((label): [number, number] => [label, 0.8]),
    };
  });
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const started = performance.now();
  await work();
  return performance.now() - started;
}
