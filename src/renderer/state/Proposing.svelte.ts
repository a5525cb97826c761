import type { ProposalParameters } from '../../shared/parameters/proposalParameters.ts';
import type { Tagging } from '../../shared/parameters/tagging.ts';
import type { Api } from '../api/Api.ts';
import { messages } from '../messages/messages.ts';
import type { CurrentImage } from './CurrentImage.svelte.ts';
import type { Done } from './Deed.ts';
import type { ImageCache } from './ImageCache.ts';
import type { Notices } from './Notices.svelte.ts';
import type { ProjectState } from './ProjectState.svelte.ts';
import type { Thresholds } from './Thresholds.ts';

interface Parts {
  api: Api;
  notices: Notices;
  project: ProjectState;
  current: CurrentImage;
  thresholds: Thresholds;
  cache: ImageCache;
}

/** Proposals for the image on the desk, and what decides them: its tags and the project's parameters. */
export class Proposing {
  /** Whether one is being made. */
  busy = $state(false);
  /** Is told of every change of the parameters. */
  onDone: Done = () => undefined;
  private readonly parts: Parts;
  /** A change of the parameters under way. */
  private changing: Promise<unknown> = Promise.resolve();

  constructor(parts: Parts) {
    this.parts = parts;
  }

  /**
   * Proposes the open image with the parameters as they are.
   *
   * @param imported also in place of scores that came from elsewhere: a person has asked for it
   */
  async propose({ imported = false } = {}): Promise<void> {
    const { api, notices, current, thresholds } = this.parts;
    const { image } = current;
    if (!image || image.closed) return;
    this.busy = true;
    try {
      await this.changing;
      await notices.attempt(async () => {
        await thresholds.save();
        image.takeProposal(await api.call('image.propose', { id: image.id, imported }));
      });
    } finally {
      this.busy = false;
    }
  }

  /** Changes how proposals are made; a proposal that is asked for meanwhile waits for it. */
  async setParameters(parameters: ProposalParameters): Promise<boolean> {
    const { current, project } = this.parts;
    const before = project.summary?.parameters;
    const id = current.image?.id;
    const isDone = await this.putParameters(parameters);
    if (isDone && before && id !== undefined)
      this.onDone(id, {
        words: messages.deeds.parameters,
        undo: () => this.putParameters(before),
        redo: () => this.putParameters(parameters),
      });
    return isDone;
  }

  /** Chooses what becomes of the classifier's word where nobody gave tags. */
  async setTagging(tagging: Tagging): Promise<void> {
    const { current, project } = this.parts;
    const before = project.summary?.tagging;
    const id = current.image?.id;
    const put = (to: Tagging): Promise<boolean> =>
      this.put(async () => project.take(await this.parts.api.call('project.setTagging', { tagging: to })));
    const isDone = await put(tagging);
    if (isDone && before && id !== undefined)
      this.onDone(id, {
        words: messages.deeds.tagging,
        undo: () => put(before),
        redo: () => put(tagging),
      });
  }

  private putParameters(parameters: ProposalParameters): Promise<boolean> {
    const { api, project } = this.parts;
    return this.put(async () => project.take(await api.call('project.setParameters', { parameters })));
  }

  private put(work: () => Promise<void>): Promise<boolean> {
    const { notices, current, thresholds, cache } = this.parts;
    const changed = notices.attempt(async () => {
      await thresholds.save();
      await work();
      cache.clear();
      // Whether its proposal is still current is for Camweave to say.
      await current.image?.refresh();
    });
    this.changing = changed;
    return changed;
  }
}
