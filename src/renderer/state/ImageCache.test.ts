import { expect, it } from 'vitest';
import { TestDesk } from '../../../testing/TestDesk.ts';
import { ImageCache } from './ImageCache.ts';

it('a photograph that is being opened is not closed when what was fetched in advance is forgotten', async () => {
  const { app, desk } = await TestDesk.open('plain.jpg', 'plain.png');
  let closed = 0;
  const cache = new ImageCache({
    ...app.api,
    photograph: async (...asked) => ({
      ...(await app.api.photograph(...asked)),
      close: () => (closed += 1),
    }),
  });
  const [first, second] = desk.images.all.map(({ id }) => id);
  cache.prepare([first!, second!], false);
  const opening = cache.take(first!);
  cache.clear();
  expect((await opening).detail.id).toBe(first);
  // What else was fetched is closed once it is there.
  await expect.poll(() => closed).toBe(1);
});
