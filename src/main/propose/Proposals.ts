import { statSync } from 'node:fs';
import { AppError } from '../../shared/errors/AppError.ts';
import type { Tagging } from '../../shared/parameters/tagging.ts';
import { FIRST_TAGGING, TAGGINGS } from '../../shared/parameters/tagging.ts';
import type { ProposalParameters } from '../../shared/parameters/proposalParameters.ts';
import { changeWords } from '../../shared/images/PhotographChange.ts';
import type { ProjectImage } from '../../shared/images/ProjectImage.ts';
import { isOpen } from '../../shared/images/imageState.ts';
import { isWorkedOn } from '../annotate/isWorkedOn.ts';
import { fileOf } from '../project/fileOf.ts';
import { updateState } from '../annotate/updateState.ts';
import type { ProposeRequest, ProposeResult } from '../models/adcam/jobs.ts';
import type { AdcamManifest } from '../models/adcam/adcamManifest.ts';
import { packHash } from '../models/adcam/adcamManifest.ts';
import type { Made } from '../project/ScoreTable.ts';
import type { ProjectFile } from '../project/ProjectFile.ts';
import type { Suggestion } from '../project/SuggestionTable.ts';
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

  /** @throws AppError `project-invalid` when the project has no parameters yet */
  constructor(project: ProjectFile, manifest: AdcamManifest) {
    const parameters = project.meta.get('parameters');
    if (!parameters)
      throw new AppError('project-invalid', `${project.path} has no pack yet; give it one first.`);
    this.project = project;
    this.parameters = parameters;
    this.classes = new PackClasses(project.classes.written(), manifest);
    this.packHash = packHash(manifest);
    this.tagging = project.meta.get('tagging') ?? FIRST_TAGGING;
    const hashes = TAGGINGS.map((tagging) => [tagging, parameterHash(parameters, tagging)]);
    this.hashes = Object.fromEntries(hashes) as Record<Tagging, string>;
    const known = project.meta.get('tagProbabilities') ?? {};
    // A class that the project does not have, or the model cannot see, never becomes a tag.
    this.tagProbabilities = manifest.classes.map(({ name }, position) =>
      this.classes.label(position) === undefined
        ? Infinity
        : (known[name] ?? manifest.tagProbability.default),
    );
  }

  /** @param only of these images, by id */
  pendingImages(only?: ReadonlySet<number>): { pending: ProjectImage[]; skipped: number } {
    const made = this.project.scores.madeBy(this.packHash);
    const all = this.project.images.all().filter(({ id }) => !only || only.has(id));
    const pending = all.filter((image) => isOpen(image.state) && !this.isCurrent(image, made.get(image.id)));
    return { pending, skipped: all.length - pending.length };
  }

  /** Whether an image has scores by this pack, these parameters and its tags. */
  has(image: ProjectImage): boolean {
    return this.isCurrent(image, this.project.scores.madeWith(image.id));
  }

  request(image: ProjectImage, next: ProjectImage | undefined): ProposeRequest {
    const tags = givenTags(image);
    return {
      image: fileOf(this.project, image),
      ...(next ? { next: fileOf(this.project, next) } : {}),
      tags: tags === undefined ? this.guessing() : { given: this.positionsOf(tags) },
      parameters: this.parameters,
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
    const labels = result.tags.map((position) => this.classes.label(position)!);
    project.transaction(() => {
      // A person may have tagged, painted or accepted it since the request was made.
      const now = project.images.get(image.id) ?? image;
      expectSamePhotograph(project, now, result);
      const { size: bytes } = statSync(fileOf(project, image));
      project.images.setContent(image.id, { ...result, bytes });
      if (givenTags(image) === undefined && givenTags(now) === undefined)
        project.images.setTags(image.id, labels, 'classifier');
      project.suggestions.put(image.id, this.suggestionsOf(result));
      project.scores.put(image.id, {
        packHash: this.packHash,
        parameterHash: this.hashes[givenTags(image) === undefined ? this.tagging : FIRST_TAGGING],
        grid: result.grid,
        labels,
        values: Float16Array.from(result.scores[this.parameters.coupling]!),
        guesses: result.guesses,
      });
      updateState(project, image.id);
    });
  }

  private suggestionsOf({ probabilities }: ProposeResult): Suggestion[] {
    return Array.from(probabilities).flatMap((probability, position) => {
      const label = this.classes.label(position);
      return label === undefined ? [] : [{ label, probability }];
    });
  }

  /** Tags that a person has confirmed, or given, are the same however they were chosen before. */
  private isCurrent(image: ProjectImage, scores: Made | undefined): boolean {
    if (scores === undefined || image.width === undefined || scores.packHash !== this.packHash) return false;
    const { hashes, tagging } = this;
    const wanted = givenTags(image) === undefined ? [hashes[tagging]] : Object.values(hashes);
    if (!wanted.includes(scores.parameterHash)) return false;
    if (image.tags === undefined) return true;
    const scored = scores.labels.toSorted((a, b) => a - b);
    return this.classes.proposable(image.tags).join() === scored.join();
  }
}

/** Tags that somebody gave; what the classifier said is asked of it again. */
function givenTags(image: ProjectImage): number[] | undefined {
  return image.tagSource === 'classifier' ? undefined : image.tags;
}

/**
 * A proposal of another photograph than the one that a person has worked on would go with the wrong pixels. Where nobody has,
 * the new photograph is as good as the one before.
 */
function expectSamePhotograph(project: ProjectFile, image: ProjectImage, result: ProposeResult): void {
  if (image.contentHash === undefined || image.contentHash === result.contentHash) return;
  if (isWorkedOn(project, image.id)) throw new AppError('image-changed', changeWords(image, result));
}
