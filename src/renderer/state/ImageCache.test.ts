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
  const { id } = desk.images.all[1]!;
  cache.prepare([id], false);
  const opening = cache.take(id);
  cache.clear();
  expect((await opening).detail.id).toBe(id);
  await new Promise((resolve) => setTimeout(resolve));
  expect(closed).toBe(0);
  // What nobody has asked for is closed once it is there.
  cache.prepare([id], false);
  cache.clear();
  await expect.poll(() => closed).toBe(1);
});
