import { expect, it } from 'vitest';
import { TestDesk } from '../../../testing/TestDesk.ts';

it('knows of an accepted image, whose labels are frozen, what of them was painted', async () => {
  const test = await TestDesk.open('plain.png', 'grey.jpg');
  test.key('B').key('2').desk.painting.setRadius(0.5);
  await test.click(8, 3).key('Enter').settled();
  await test.key('A').settled();
  expect(test.image.frozen).toBe(true);
  expect([test.image.originAt(8, 3), test.image.originAt(2, 3)]).toEqual(['painted', 'proposed']);
  await test.key('Ctrl+Backspace').settled();
  expect([test.image.originAt(8, 3), test.image.originAt(2, 3)]).toEqual(['painted', 'proposed']);
});

it('says of an accepted image that nobody painted on that all of it was proposed', async () => {
  const test = await TestDesk.open('plain.png', 'grey.jpg');
  await test.key('Enter').settled();
  await test.key('A').settled();
  expect(test.image.frozen).toBe(true);
  expect(test.image.originAt(2, 3)).toBe('proposed');
});
