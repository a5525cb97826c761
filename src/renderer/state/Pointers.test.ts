import { describe, expect, it } from 'vitest';
import { TestDesk } from '../../../testing/TestDesk.ts';

/** What the image is proposed as: a cat on its left half. */
const PROPOSED = '111111000000';

/** A desk with a brush of this radius, painting dogs. */
async function withBrush(radius = 0.5): Promise<TestDesk> {
  const test = await TestDesk.open();
  test.key('B').key('2');
  test.desk.painting.setRadius(radius);
  test.desk.painting.shape = 'square';
  return test;
}

describe('the right button', () => {
  it('erases with brush and eraser, as large as the brush', async () => {
    const test = await withBrush(1.5);
    test.pointerDown(2, 3, { button: 2 }).pointerMove(4, 3, { button: 2 }).pointerUp();
    expect(test.row(3)).toMatchMask('100000000000');
    expect(test.row(5)).toMatchMask(PROPOSED);
    test.key('E').click(1, 7, { button: 2 });
    expect(test.row(7)).toMatchMask('000111000000');
    await test.settled();
    await test.key('Ctrl+Z').settled();
    await test.key('Ctrl+Z').settled();
    expect(test.row(3)).toMatchMask(PROPOSED);
  });

  it('does nothing with tools that take nothing away', async () => {
    const test = await withBrush();
    for (const key of ['F', 'R', 'T', 'X', 'I', 'M']) test.key(key).click(3, 3, { button: 2 });
    await test.settled();
    expect([test.state, test.desk.painting.label]).toEqual(['proposed', 2]);
  });
});

describe('a pen', () => {
  it('erases with its other end, whichever tool is in hand, and with the button on its side', async () => {
    const test = await withBrush();
    test.key('F').click(2, 2, { kind: 'pen', button: 5 });
    expect(test.row(2)).toMatchMask('110111000000');
    test.key('B').click(4, 2, { kind: 'pen', button: 2 });
    expect(test.row(2)).toMatchMask('110101000000');
  });

  it('paints wider the harder it is pressed, from three tenths of the brush to all of it', async () => {
    const test = await withBrush(2.5);
    test.click(8, 3, { kind: 'pen', pressure: 1 });
    expect(test.row(3)).toMatchMask('111111222220');
    await test.key('Ctrl+Z').settled();
    test.click(8, 3, { kind: 'pen', pressure: 0.3 });
    expect(test.row(3)).toMatchMask('111111022200');
    await test.settled();
    await test.key('Ctrl+Z').settled();
    test.click(8, 3, { kind: 'pen', pressure: 0.01 });
    expect(test.row(3)).toMatchMask('111111002000');
  });

  it('paints with all of the brush where its pressure is not to count, as a mouse always does', async () => {
    const test = await withBrush(1.5);
    test.app.preferences.change({ penPressure: false });
    test.click(8, 3, { kind: 'pen', pressure: 0.1 });
    expect(test.row(3)).toMatchMask('111111022200');
    test.app.preferences.change({ penPressure: true });
    test.click(8, 6, { pressure: 0.1 });
    expect(test.row(6)).toMatchMask('111111022200');
  });

  it('is not disturbed by the hand that lies on the screen', async () => {
    const test = await withBrush();
    test.pointerDown(7, 3, { kind: 'pen', pressure: 1 });
    test.pointerDown(1, 1, { kind: 'touch', id: 7 }).pointerDown(2, 7, { kind: 'touch', id: 8 });
    test.pointerMove(9, 3, { kind: 'pen', pressure: 1 }).pointerUp();
    expect(test.row(3)).toMatchMask('111111022200');
    expect(test.row(1)).toMatchMask(PROPOSED);
  });
});

describe('two fingers', () => {
  const finger = (id: number) => ({ kind: 'touch', id }) as const;

  it('move and zoom the image, and leave no trace of the stroke that the first has begun', async () => {
    const test = await withBrush();
    const { viewport } = test.desk;
    test.pointerDown(2, 2, finger(1)).pointerMove(4, 2, finger(1));
    expect(test.row(2)).toMatchMask('112221000000');
    test.pointerDown(8, 2, finger(2));
    expect(test.row(2)).toMatchMask(PROPOSED);
    test.desk.pointers.move([{ ...input, id: 1, canvas: { x: 2.5, y: 4.5 } }]);
    test.desk.pointers.move([{ ...input, id: 2, canvas: { x: 10.5, y: 4.5 } }]);
    // Four apart before, eight now; the image point between them has gone with them.
    expect(viewport.view.scale).toBeCloseTo(2);
    expect(viewport.imagePoint({ x: 6.5, y: 4.5 }).x).toBeCloseTo(6.5);
    expect(viewport.imagePoint({ x: 6.5, y: 4.5 }).y).toBeCloseTo(2.5);
    test.pointerUp({ id: 1 });
    const { view } = viewport;
    test.desk.pointers.move([{ ...input, id: 2, canvas: { x: 1.5, y: 1.5 } }]);
    expect(viewport.view).toBe(view);
    await test.pointerUp({ id: 2 }).settled();
    expect([test.state, test.desk.history.canUndo]).toEqual(['proposed', false]);
  });

  it('take back the corner of a polygon that the first has placed, and no other', async () => {
    const test = await withBrush();
    test.desk.viewport.view = { x: 0, y: 0, scale: 20 };
    test.key('P').click(2, 1, finger(1)).pointerDown(6, 1, finger(1)).pointerDown(9, 5, finger(2));
    const kinds = test.desk.painting.marks(undefined).map(({ kind }) => kind);
    expect(kinds.filter((kind) => kind === 'corner')).toHaveLength(1);
  });

  it('fill no region', async () => {
    const test = await withBrush();
    test.key('F').pointerDown(9, 3, finger(1)).pointerDown(2, 3, finger(2));
    await test.pointerUp({ id: 1 }).pointerUp({ id: 2 }).settled();
    expect(test.state).toBe('proposed');
    test.click(9, 3, finger(1));
    expect(test.row(0)).toMatchMask('111111222222');
  });
});

describe('the size of the brush', () => {
  it('follows Alt and a drag to the side, which paints nothing; Escape brings it back', async () => {
    const test = await withBrush(3);
    test.pointerDown(2, 3, { alt: true }).pointerMove(6, 3, { alt: true });
    expect(test.desk.painting.radius).toBe(7);
    expect(test.desk.painting.marks({ x: 6, y: 3 })).toEqual([
      expect.objectContaining({ kind: 'square', radius: 7 }),
    ]);
    test.key('Escape').pointerUp();
    expect(test.desk.painting.radius).toBe(3);
    test.pointerDown(6, 3, { alt: true }).pointerMove(4, 3).pointerUp();
    expect(test.desk.painting.radius).toBe(1);
    await test.settled();
    expect(test.state).toBe('proposed');
  });

  it('follows the wheel while Ctrl is held, and the image does not: a pinch on a touchpad says Ctrl too', async () => {
    const test = await withBrush(12);
    const wheel = { canvas: { x: 6, y: 4 }, deltaY: -100, ctrl: true };
    const { pointers, painting, viewport } = test.desk;
    pointers.controlHeld = true;
    pointers.wheel(wheel);
    expect([painting.radius, viewport.view.scale]).toEqual([14, 1]);
    pointers.controlHeld = false;
    pointers.wheel(wheel);
    expect(painting.radius).toBe(14);
    expect(viewport.view.scale).toBeGreaterThan(1.1);
  });
});

/** A finger as the canvas tells of it. */
const input = { kind: 'touch', button: -1, buttons: 1, pressure: 0, shift: false, alt: false, ctrl: false };
