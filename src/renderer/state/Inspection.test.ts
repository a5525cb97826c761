import { expect, it } from 'vitest';
import { TestDesk } from '../../../testing/TestDesk.ts';

it('says of the pixel under the pointer where it is, its class, and who decided it', async () => {
  const test = await TestDesk.open();
  const { inspection, pointers } = test.desk;
  expect([inspection.pixel, inspection.label]).toEqual([undefined, undefined]);
  test.pointerMove(2, 3);
  expect(inspection.pixel).toEqual({ x: 2, y: 3 });
  expect(inspection.label).toEqual({ name: 'cat', colour: '#800000', origin: 'proposed' });
  test.key('B').key('V').desk.painting.setRadius(0.5);
  test.click(2, 3);
  expect(inspection.label).toMatchObject({ name: 'void (ignore)', origin: 'painted' });
  test.pointerMove(9, 3);
  expect(inspection.label).toMatchObject({ name: 'background', origin: 'proposed' });
  test.desk.thresholds.set(test.image, 1, 0.05);
  expect(inspection.label).toMatchObject({ name: 'cat', origin: 'proposed' });
  test.pointerMove(12, 3);
  expect([inspection.pixel, inspection.label]).toEqual([undefined, undefined]);
  test.pointerMove(2, 3);
  pointers.leave();
  expect(inspection.pixel).toBeUndefined();
});

it('says what is in the hand, in the colours that the canvas has', async () => {
  const test = await TestDesk.open();
  test.key('2');
  expect(test.desk.inspection.inHand).toEqual({ name: 'dog', colour: '#008000' });
  test.app.preferences.change({ palette: 'colour-blind' });
  expect(test.desk.inspection.inHand.colour).toBe('#56b4e9');
  test.key('0');
  expect(test.desk.inspection.inHand.name).toBe('background');
});
