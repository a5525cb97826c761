import type { Api } from '../api/Api.ts';
import { RouteError } from '../api/Api.ts';
import { messages } from '../messages/messages.ts';
import type { CurrentImage } from './CurrentImage.svelte.ts';
import type { Notices } from './Notices.svelte.ts';
import type { Outbox } from './Outbox.ts';

interface Parts {
  api: Api;
  notices: Notices;
  current: CurrentImage;
  outbox: Outbox;
}

/** What can be done where a photograph is no longer the one that was labelled. */
export class ChangedPhotograph {
  /** Is told of an image whose labels are forgotten. */
  onForgotten: (image: number) => void = () => undefined;
  private readonly parts: Parts;

  constructor(parts: Parts) {
    this.parts = parts;
  }

  /** Takes the photograph that is there now for the one that was labelled. */
  keepLabels(): Promise<void> {
    return this.resolve('image.keepLabels');
  }

  /** Forgets the labels of the photograph that was there before. */
  startAnew(): Promise<void> {
    return this.resolve('image.startAnew');
  }

  /** Looks for the photographs in another folder; says why where none is there. */
  relink(folder: string): Promise<{ done: boolean; why?: string }> {
    const { api, notices, current, outbox } = this.parts;
    return notices.tried(async () => {
      await outbox.idle();
      const { found, missing } = await api.call('project.relink', { folder });
      notices.notice = messages.changed.found(found, missing.length);
      await current.openAgain();
    });
  }

  private async resolve(route: 'image.keepLabels' | 'image.startAnew'): Promise<void> {
    const { api, notices, current, outbox } = this.parts;
    const id = current.image?.id;
    if (id === undefined) return;
    const isDone = await notices.attempt(async () => {
      await outbox.idle();
      // Strokes that were refused were done to the photograph that was there before.
      const forget = async (): Promise<void> => {
        if (route === 'image.startAnew') await outbox.drop(id);
      };
      await api.call(route, { id }).catch(async (error: unknown) => {
        // It may have been done, and its answer lost.
        if (error instanceof RouteError && error.code === 'lost') await forget();
        throw error;
      });
      await forget();
      if (route === 'image.startAnew') this.onForgotten(id);
      await current.openAgain();
    });
    // It may be another one again, or back.
    if (!isDone) await current.lookAgain();
  }
}
