import { expect, it } from 'vitest';
import { matchMasks } from './matchMasks.ts';

/** Which image each mask is matched with; undefined for none, and for more than one. */
function matched(images: readonly string[], masks: readonly { name: string; alias?: string }[]): unknown[] {
  const files = masks.map((mask) => ({ ...mask, file: mask.name }));
  const { pairs } = matchMasks(
    images.map((path) => ({ path })),
    files,
  );
  return files.map((file) => pairs.find(({ mask }) => mask === file)?.image.path);
}

it('masks belong to images of their path, of its end with a folder, or of their name alone', () => {
  const images = ['train/a.jpg', 'val/a.jpg', 'b.jpg', 'deep/er/c.jpg'];
  const names = ['train/a', 'images/val/a', 'b', 'other/c', 'a', 'x/d'];
  expect(
    matched(
      images,
      names.map((name) => ({ name })),
    ),
  ).toEqual([...['train/a.jpg', 'val/a.jpg', 'b.jpg', 'deep/er/c.jpg'], ...[undefined, undefined]]);
});

it('another name counts where no image has the first', () => {
  const upload = { name: 'upload/0a1b2c3d-a', alias: 'upload/a' };
  expect(matched(['a.jpg'], [upload])).toEqual(['a.jpg']);
  expect(matched(['a.jpg', '0a1b2c3d-a.jpg'], [upload])).toEqual(['0a1b2c3d-a.jpg']);
});
