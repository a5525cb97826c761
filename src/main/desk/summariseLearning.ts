import type { HeadSummary, Learning } from '../../shared/contract/learnRoutes.ts';
import { packHash } from '../models/adcam/adcamManifest.ts';
import type { HeadLine } from '../project/HeadTable.ts';
import { headInForce, LEAST_EXAMPLES, LEAST_LESSONS } from '../propose/headInForce.ts';
import { learningBasis } from '../propose/learningBasis.ts';
import { PackClasses } from '../propose/PackClasses.ts';
import { Proposals } from '../propose/Proposals.ts';
import type { Learner } from '../learn/Learner.ts';
import type { ProjectFile } from '../project/ProjectFile.ts';
import type { Proposing } from './Proposing.ts';

/** What pages know of learning. */
export function summariseLearning({
  file,
  learner,
  proposing,
}: {
  file: ProjectFile;
  learner: Learner;
  proposing: Proposing;
}): Learning {
  const manifest = proposing.manifest();
  const parameters = file.meta.get('parameters');
  const ready = manifest && parameters ? { hash: packHash(manifest), parameters } : undefined;
  const basis = ready && learningBasis(ready.hash, ready.parameters);
  const head = ready && headInForce(file, ready.hash, ready.parameters);
  const known = manifest && new PackClasses(file.classes.written(), manifest);
  const proposals = ready && manifest ? new Proposals(file, manifest) : undefined;
  const learning = new Set(file.classes.learning());
  const shown = [...file.lessons.shown().values()].flat();
  const { waiting, training, problem } = learner.progress;
  return {
    on: file.meta.get('learning') ?? false,
    scribbles: file.meta.get('scribbles') ?? false,
    ...{ lessons: file.lessons.count(), leastLessons: LEAST_LESSONS, waiting, training },
    problem: problem ?? null,
    head: head ? headSummary(head) : null,
    proposesWith: proposals?.headId ?? 0,
    // Heads of another pack mean nothing with this one.
    heads: file.heads
      .all()
      .filter((line) => line.basis === basis)
      .map(headSummary),
    pinned: head !== undefined && file.meta.get('head') === head.id,
    classes: file.classes.all().map(({ label }) => ({
      ...{ label, learns: learning.has(label) },
      taught: proposals !== undefined && proposals.proposable([label]).length > 0,
      examples: shown.filter((item) => item === label).length,
      needed: !known || known.proposable([label]).length > 0 ? null : LEAST_EXAMPLES,
    })),
  };
}

function headSummary({ id, at, lessons, weight, threshold, labels, expected, from }: HeadLine): HeadSummary {
  return { ...{ id, at, lessons, weight, threshold, labels, expected }, from: from ?? null };
}
