import { statSync } from 'node:fs';
import { AppError } from '../../shared/errors/AppError.ts';
import type { Tagging } from '../../shared/parameters/tagging.ts';
import { FIRST_TAGGING, TAGGINGS } from '../../shared/parameters/tagging.ts';
import type { ProposalParameters } from '../../shared/parameters/proposalParameters.ts';
import { changeWords } from '../../shared/images/PhotographChange.ts';
import type { ProjectImage } from '../../shared/images/ProjectImage.ts';
import type { ImageState } from '../../shared/images/imageState.ts';
import { isOpen } from '../../shared/images/imageState.ts';
import { originOf, origins } from '../annotate/originOf.ts';
import { isWorkedOn } from '../annotate/isWorkedOn.ts';
import { fileOf } from '../project/fileOf.ts';
import { updateState } from '../annotate/updateState.ts';
import type { HeadRequest, ProposeRequest, ProposeResult } from '../models/adcam/jobs.ts';
import type { AdcamManifest } from '../models/adcam/adcamManifest.ts';
import { packHash } from '../models/adcam/adcamManifest.ts';
import type { Head, HeadLine } from '../project/HeadTable.ts';
import type { Made } from '../project/ScoreTable.ts';
import type { ProjectFile } from '../project/ProjectFile.ts';
import type { Suggestion } from '../project/SuggestionTable.ts';
import { headInForce } from './headInForce.ts';
import { headRequest, taughtAlone } from './headRequest.ts';
import { PackClasses } from './PackClasses.ts';
import { parameterHash } from './parameterHash.ts';

/** Asks for proposals with the pack and the parameters that a project has now, and keeps what comes back. */
export class Proposals {
  private readonly project: ProjectFile;
  private readonly parameters: ProposalParameters;
  private readonly classes: PackClasses;
  private readonly packHash: string;
  private readonly tagging: Tagging;
  /** Of these parameters, by how tags were chosen. */
  private readonly hashes: Record<Tagging, string>;
  private readonly tagProbabilities: number[];
  private readonly manifest: AdcamManifest;
  /** The taught head that proposals are made with, if one is in force; its weights are read when they are first asked for. */
  private readonly headLine: HeadLine | undefined;
  private readonly learning: ReadonlySet<number>;
  /** Classes that the head alone proposes. */
  private readonly alone: readonly number[];
  private head: Head | undefined;
  private readonly imported: boolean;
  private readonly anew: boolean;

  /**
   * @param imported whether images are proposed too whose labels or scores came from elsewhere: such scores are replaced, such labels stay
   * @param anew whether images are proposed again whose scores are as they would be made now
   * @throws AppError `project-invalid` when the project has no parameters yet
   */
  constructor(project: ProjectFile, manifest: AdcamManifest, { imported = false, anew = false } = {}) {
    const parameters = project.meta.get('parameters');
    if (!parameters)
      throw new AppError('project-invalid', `${project.path} has no pack yet; give it one first.`);
    this.project = project;
    this.imported = imported;
    this.anew = anew;
    this.parameters = parameters;
    this.classes = new PackClasses(project.classes.written(), manifest);
    this.packHash = packHash(manifest);
    this.tagging = project.meta.get('tagging') ?? FIRST_TAGGING;
    const hashes = TAGGINGS.map((tagging) => [tagging, parameterHash(parameters, tagging)]);
    this.hashes = Object.fromEntries(hashes) as Record<Tagging, string>;
    this.manifest = manifest;
    const headLine = headInForce(project, this.packHash, parameters);
    this.learning = new Set(project.classes.learning());
    this.alone = headLine ? taughtAlone(headLine, this.classes, this.learning) : [];
    // One that nothing is gained by leaves proposals as they are.
    this.headLine = headLine && (headLine.weight > 0 || this.alone.length > 0) ? headLine : undefined;
    const known = project.meta.get('tagProbabilities') ?? {};
    // A class that the project does not have, or the model cannot see, never becomes a tag.
    this.tagProbabilities = manifest.classes.map(({ name }, position) =>
      this.classes.label(position) === undefined
        ? Infinity
        : (known[name] ?? manifest.tagProbability.default),
    );
  }

  /**
   * The images that would be proposed now, and how many would not, of which so many are accepted and rejected.
   *
   * @param only of these images, by id
   */
  pendingImages(only?: ReadonlySet<number>): {
    pending: ProjectImage[];
    skipped: number;
    decided: { accepted: number; rejected: number };
  } {
    const made = this.project.scores.madeBy(this.packHash);
    const all = this.project.images.all().filter(({ id }) => !only || only.has(id));
    const elsewhere = this.imported ? new Map<number, string>() : origins(this.project);
    const pending = all.filter(
      (image) => isOpen(image.state) && !elsewhere.has(image.id) && this.isPending(image, made.get(image.id)),
    );
    const inState = (state: ImageState): number => all.filter((image) => image.state === state).length;
    const decided = { accepted: inState('accepted'), rejected: inState('rejected') };
    return { pending, skipped: all.length - pending.length, decided };
  }

  /**
   * Whether an image has scores by this pack, these parameters and its tags, and the head in force where nobody has worked on it; or labels or scores
   * from elsewhere, which nothing but a person's wish replaces.
   */
  has(image: ProjectImage): boolean {
    if (!this.imported && originOf(this.project, image.id) !== undefined) return true;
    return !this.isPending(image, this.project.scores.madeWith(image.id));
  }

  /** Whether an image has the scores that it would get now, whatever a person has done to it since. */
  isNewest(image: ProjectImage): boolean {
    const made = this.project.scores.madeWith(image.id);
    return this.isCurrent(image, made) && this.isMadeWithHead(image, made!);
  }

  /** The head in force, 0 for none. */
  get headId(): number {
    return this.headLine?.id ?? 0;
  }

  /** Labels that are proposed: those that the pack knows, and those that the head has learned. */
  proposable(labels: readonly number[]): number[] {
    return [...this.classes.proposable(labels), ...this.aloneOf(labels)].sort((a, b) => a - b);
  }

  /** Classes of an image that the head alone proposes, in the order of their scores. */
  aloneOf(tags: readonly number[]): number[] {
    return this.alone.filter((label) => tags.includes(label));
  }

  /** The head as the inference child is asked with it; undefined where none is in force. */
  headFor(tags: readonly number[] | undefined): HeadRequest | undefined {
    if (!this.headLine) return undefined;
    this.head ??= this.project.heads.get(this.headLine.id);
    const { classes, learning, manifest, head } = this;
    return head && headRequest(head, manifest, { classes, learning, alone: this.aloneOf(tags ?? []) });
  }

  request(image: ProjectImage, next: ProjectImage | undefined): ProposeRequest {
    const tags = givenTags(image);
    return {
      image: fileOf(this.project, image),
      ...(next ? { next: fileOf(this.project, next) } : {}),
      tags: tags === undefined ? this.guessing() : { given: this.positionsOf(tags) },
      parameters: this.parameters,
      ...withHead(this.headFor(tags)),
    };
  }

  private guessing(): ProposeRequest['tags'] {
    if (this.tagging === 'suggest') return { given: [] };
    return { fromProbability: this.tagProbabilities, atLeastOne: this.tagging === 'top1' };
  }

  private positionsOf(tags: readonly number[]): number[] {
    return this.classes.positionsOf(tags).map(({ position }) => position);
  }

  save(image: ProjectImage, result: ProposeResult): void {
    const { project } = this;
    const known = result.tags.map((position) => this.classes.label(position)!);
    const asked = this.aloneOf(givenTags(image) ?? []);
    const { labels, order } = ascending([...known, ...asked]);
    const n = result.grid ** 2;
    const scores = result.scores[this.parameters.coupling]!;
    const values = new Float16Array(scores.length);
    for (const [to, from] of order.entries()) values.set(scores.subarray(from * n, (from + 1) * n), to * n);
    project.transaction(() => {
      // A person may have tagged, painted or accepted it since the request was made.
      const now = project.images.get(image.id) ?? image;
      expectSamePhotograph(project, now, result);
      if (!this.imported && project.scores.madeWith(image.id)?.origin !== undefined) return;
      // What somebody has begun to work on meanwhile stays, where only the head is another one.
      const isSpared = isUntouched(image) && !isUntouched(now);
      if (isSpared && this.isCurrent(now, project.scores.madeWith(image.id))) return;
      const { size: bytes } = statSync(fileOf(project, image));
      project.images.setContent(image.id, { ...result, bytes });
      if (givenTags(image) === undefined && givenTags(now) === undefined)
        project.images.setTags(image.id, known, 'classifier');
      project.suggestions.put(image.id, this.suggestionsOf(result));
      project.scores.put(image.id, {
        packHash: this.packHash,
        parameterHash: this.hashes[givenTags(image) === undefined ? this.tagging : FIRST_TAGGING],
        grid: result.grid,
        ...{ labels, values },
        guesses: result.guesses && order.map((from) => result.guesses![from]!),
        ...{ head: this.headId, dispute: result.dispute },
      });
      updateState(project, image.id);
    });
  }

  private suggestionsOf({ probabilities, taughtProbabilities }: ProposeResult): Suggestion[] {
    const known = Array.from(probabilities).flatMap((probability, position) => {
      const label = this.classes.label(position);
      return label === undefined ? [] : [{ label, probability }];
    });
    const taught = this.alone.flatMap((label) => {
      const probability = taughtProbabilities?.[this.headLine!.labels.indexOf(label) + 1];
      return probability === undefined || Number.isNaN(probability) ? [] : [{ label, probability }];
    });
    return [...known, ...taught];
  }

  /** A proposal that is current but for its head is made anew where nobody has painted on it or moved its thresholds. */
  private isPending(image: ProjectImage, scores: Made | undefined): boolean {
    if (this.anew || !this.isCurrent(image, scores)) return true;
    return isUntouched(image) && !this.isMadeWithHead(image, scores!);
  }

  /** Whether scores are of the head in force, and of all classes that it proposes for an image. */
  private isMadeWithHead({ tags }: ProjectImage, { head, labels }: Made): boolean {
    const alone = this.aloneOf(tags ?? []);
    return head === this.headId && alone.every((label) => labels.includes(label));
  }

  /** Tags that a person has confirmed, or given, are the same however they were chosen before. */
  private isCurrent(image: ProjectImage, scores: Made | undefined): boolean {
    if (scores === undefined || image.width === undefined || scores.packHash !== this.packHash) return false;
    const { hashes, tagging } = this;
    const wanted = givenTags(image) === undefined ? [hashes[tagging]] : Object.values(hashes);
    if (!wanted.includes(scores.parameterHash)) return false;
    if (image.tags === undefined) return true;
    return this.classes.proposable(image.tags).join() === this.classes.proposable(scores.labels).join();
  }
}

/** Labels ascending, and where each of them was. */
function ascending(labels: readonly number[]): { labels: number[]; order: number[] } {
  const order = [...labels.keys()].sort((a, b) => labels[a]! - labels[b]!);
  return { labels: order.map((at) => labels[at]!), order };
}

/** Whether nobody has painted on an image, moved its thresholds or decided about it. */
function isUntouched({ state, thresholds }: ProjectImage): boolean {
  return state === 'proposed' && Object.keys(thresholds).length === 0;
}

function withHead(head: HeadRequest | undefined): { head?: HeadRequest } {
  return head ? { head } : {};
}

/** Tags that somebody gave; what the classifier said is asked of it again. */
function givenTags(image: ProjectImage): number[] | undefined {
  return image.tagSource === 'classifier' ? undefined : image.tags;
}

/**
 * A proposal of another photograph than the one that a person has worked on, or labels came for, would go with the wrong pixels. Where nobody has,
 * the new photograph is as good as the one before.
 */
function expectSamePhotograph(project: ProjectFile, image: ProjectImage, result: ProposeResult): void {
  if (image.contentHash === undefined || image.contentHash === result.contentHash) return;
  if (isWorkedOn(project, image.id) || project.given.has(image.id))
    throw new AppError('image-changed', changeWords(image, result));
}
