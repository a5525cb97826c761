import { existsSync } from 'node:fs';
import type { clickRoutes } from '../../../shared/contract/clickRoutes.ts';
import type { Handlers } from '../../../shared/contract/routes.ts';
import { AppError } from '../../../shared/errors/AppError.ts';
import type { StartChild } from '../../inference/host/ChildLink.ts';
import { InferenceHost } from '../../inference/host/InferenceHost.ts';
import { getPack } from '../../models/published/getPack.ts';
import { PUBLISHED_PACKS, publishedPackPath } from '../../models/published/publishedPacks.ts';
import type { OpenProject } from '../OpenProject.ts';

/** Correction by clicks, and the packs that make it better. */
export function clickHandlers(
  current: () => OpenProject,
  { startChild, home }: { startChild: StartChild; home: string },
): Pick<Handlers, keyof typeof clickRoutes> {
  let fetching: AbortController | undefined;
  return {
    'click.correct': (input) => {
      if (input.clicks.length === 0 && input.box === null)
        throw new AppError('invalid-input', 'A correction needs a click or a box.');
      return current().correcting.correct(input);
    },
    'click.prepare': ({ ids }) => {
      const { correcting } = current();
      // Nobody waits for images that may never be opened.
      correcting.prepare(ids);
      return { by: correcting.pack === undefined ? 'scores' : 'pack' };
    },
    'clickPack.list': () =>
      PUBLISHED_PACKS.map((pack) => {
        const { id, name, description, licence, npm, fetched } = pack;
        const there = existsSync(publishedPackPath(home, pack));
        return { id, name, description, licence, npm, fetched, there };
      }),
    'clickPack.get': async ({ id }) => {
      const pack = PUBLISHED_PACKS.find((item) => item.id === id);
      if (!pack) throw new AppError('not-found', `There is no published click pack "${id}".`);
      if (fetching) throw new AppError('invalid-input', 'A click pack is being fetched already.');
      fetching = new AbortController();
      const host = new InferenceHost(startChild);
      try {
        await getPack(pack, {
          out: publishedPackPath(home, pack),
          run: (job, input) => host.run(job, input),
          signal: fetching.signal,
        });
        return {};
      } finally {
        fetching = undefined;
        host.close();
      }
    },
    'clickPack.stop': () => {
      fetching?.abort();
      return {};
    },
  };
}
