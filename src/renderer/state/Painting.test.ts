import { describe, expect, it } from 'vitest';
import { TestDesk } from '../../../testing/TestDesk.ts';

/** What the image is proposed as: a cat on its left half. */
const PROPOSED = '111111000000';

/** A desk with a small square brush, painting dogs. */
async function withBrush(): Promise<TestDesk> {
  const test = await TestDesk.open();
  test.key('B').key('2');
  test.desk.painting.setRadius(0.5);
  test.desk.painting.shape = 'square';
  return test;
}

describe('the brush', () => {
  it('paints the class in hand along its way, as one stroke', async () => {
    const test = await withBrush();
    await test.drag([3, 0], [5, 0], [8, 0]).settled();
    expect(test.row(0)).toMatchMask('111222222000');
    expect(test.row(1)).toMatchMask(PROPOSED);
    expect(test.state).toBe('edited');
    await test.key('Ctrl+Z').settled();
    expect(test.row(0)).toMatchMask(PROPOSED);
  });

  it('draws a straight line from where the last stroke ended, with Shift', async () => {
    const test = await withBrush();
    test.click(1, 2).click(9, 2, { shift: true });
    expect(test.row(2)).toMatchMask('122222222200');
  });

  it('leaves no trace of a stroke that Escape has ended', async () => {
    const test = await withBrush();
    await test.pointerDown(2, 0).pointerMove(9, 0).key('Escape').pointerMove(9, 5).pointerUp().settled();
    expect(test.row(0)).toMatchMask(PROPOSED);
    expect([test.state, test.desk.history.canUndo]).toEqual(['proposed', false]);
  });

  it('changes neither locked classes nor, protecting, any other than its own', async () => {
    const test = await withBrush();
    test.desk.painting.toggle('locked', 1);
    test.drag([4, 0], [7, 0]);
    expect(test.row(0)).toMatchMask('111111220000');
    test.desk.painting.toggle('locked', 1);
    test.key('L').drag([4, 1], [7, 1]);
    expect(test.row(1)).toMatchMask('111111220000');
  });

  it('grows and shrinks between half a pixel and 500', async () => {
    const { desk } = await withBrush();
    desk.painting.resize(1 / 1.2);
    expect(desk.painting.radius).toBe(0.5);
    desk.painting.setRadius(499);
    desk.painting.resize(1.2);
    expect(desk.painting.radius).toBe(500);
  });
});

it('the eraser paints background', async () => {
  const test = await withBrush();
  test.key('E').drag([0, 0], [2, 0]);
  expect(test.row(0)).toMatchMask('000111000000');
});

describe('a polygon', () => {
  const corners = (test: TestDesk): TestDesk => {
    // Far enough from each other to tell the first corner from the others.
    test.desk.viewport.view = { x: 0, y: 0, scale: 20 };
    return test.key('P').click(2, 1).click(6, 1).click(6, 4);
  };

  it('is filled by Enter, which decides nothing meanwhile', async () => {
    const test = await withBrush();
    await corners(test).click(2, 4).key('Enter').settled();
    expect(test.row(2)).toMatchMask('112222000000');
    expect([test.state, test.desk.images.accepted]).toEqual(['edited', 0]);
  });

  it('is filled by a click on its first corner', async () => {
    const test = await withBrush();
    corners(test).click(2, 4).click(2, 1);
    expect(test.row(2)).toMatchMask('112222000000');
    expect(test.desk.painting.busy).toBe(false);
  });

  it('loses its last corner to Backspace and to undo, and all of them to Escape', async () => {
    const test = await withBrush();
    corners(test).key('Backspace').key('Ctrl+Z');
    expect(test.desk.painting.marks(undefined).filter(({ kind }) => kind === 'corner')).toHaveLength(1);
    test.key('Escape');
    expect(test.desk.painting.busy).toBe(false);
    await test.settled();
    expect([test.state, test.desk.history.canUndo]).toEqual(['proposed', false]);
  });

  it('is closed by a double click from the third corner on, and stays in sight while the image is moved', async () => {
    const test = await withBrush();
    test.desk.viewport.view = { x: 0, y: 0, scale: 20 };
    test.key('P').click(2, 1).click(2, 1);
    test.desk.painting.doubleClick();
    expect(test.desk.painting.busy).toBe(true);
    test.keyDown('Space').pointerDown(5, 5);
    expect(test.desk.painting.marks(undefined).map(({ kind }) => kind)).toEqual(['line', 'corner']);
    test.pointerUp();
    test.keyUp('Space').key('Escape');
    corners(test);
    test.desk.painting.doubleClick();
    expect(test.desk.painting.busy).toBe(false);
    await test.settled();
    expect(test.state).toBe('edited');
  });

  const cornersOf = (test: TestDesk): number[][] =>
    test.desk.painting
      .marks(undefined)
      .flatMap((mark) => (mark.kind === 'corner' ? [[mark.at.x - 0.5, mark.at.y - 0.5]] : []));

  it('of two corners is neither filled nor accepted by Enter, and it is said why', async () => {
    const test = await withBrush();
    test.desk.viewport.view = { x: 0, y: 0, scale: 20 };
    await test.key('P').click(2, 1).click(6, 1).key('Enter').settled();
    expect([test.state, test.desk.images.accepted, cornersOf(test).length]).toEqual(['proposed', 0, 2]);
    expect(test.desk.painting.tool.hint).toContain('three are needed');
  });

  it('is still being drawn when Backspace has taken all its corners, and rejects no image', async () => {
    const test = await withBrush();
    corners(test);
    for (let press = 0; press < 6; press++) await test.key('Backspace').settled();
    expect([test.state, cornersOf(test).length, test.desk.painting.busy]).toEqual(['proposed', 0, true]);
    await test.key('Enter').settled();
    expect(test.state).toBe('proposed');
    await test.key('Escape').key('Backspace').settled();
    expect(test.desk.images.all[0]!.state).toBe('rejected');
  });

  it('ends when another tool is taken up', async () => {
    const test = await withBrush();
    corners(test).key('Backspace').key('B');
    expect(test.desk.painting.busy).toBe(false);
  });

  it('has corners that can be dragged, and the image is as before when the drag is left', async () => {
    const test = await withBrush();
    corners(test).pointerDown(6, 4).pointerMove(8, 5);
    expect(cornersOf(test)[2]).toEqual([8, 5]);
    test.pointerUp().drag([2, 1], [1, 1]);
    expect(cornersOf(test)).toEqual([
      [1, 1],
      [6, 1],
      [8, 5],
    ]);
    expect(test.desk.painting.busy).toBe(true);
  });

  it('gets a corner where its edge is pressed, which the pointer holds', async () => {
    const test = await withBrush();
    corners(test);
    expect(test.desk.painting.marks({ x: 4.5, y: 1.6 })).toContainEqual({
      kind: 'insertion',
      at: { x: 4.5, y: 1.5 },
    });
    test.drag([4, 1], [4, 0]);
    expect(cornersOf(test)).toEqual([
      [2, 1],
      [4, 0],
      [6, 1],
      [6, 4],
    ]);
  });

  it('loses the corner that is clicked with Alt or the right button, and nothing beside one', async () => {
    const test = await withBrush();
    corners(test).click(6, 1, { alt: true }).click(9, 6, { alt: true }).click(9, 6, { button: 2 });
    expect(cornersOf(test)).toEqual([
      [2, 1],
      [6, 4],
    ]);
    test.click(2, 1, { button: 2 }).click(6, 4, { button: 2 });
    expect([cornersOf(test).length, test.desk.painting.busy]).toEqual([0, true]);
  });

  it('is over when its first corner is clicked twice, the second time of a double click', async () => {
    const test = await withBrush();
    corners(test).click(2, 1).click(2, 1);
    test.desk.painting.doubleClick();
    expect(test.desk.painting.busy).toBe(false);
  });
});

describe('region tools', () => {
  it('fill a region with the class in hand', async () => {
    const test = await withBrush();
    test.key('F').click(9, 3);
    expect(test.row(0)).toMatchMask('111111222222');
  });

  it('accept a region: no threshold moves it any more', async () => {
    const test = await withBrush();
    test.key('R').click(1, 1);
    test.desk.thresholds.set(test.image, 1, 1);
    expect(test.row(3)).toMatchMask(PROPOSED);
  });

  it('accept what was proposed under the pointer, not what is parted from it by a stroke', async () => {
    const test = await withBrush();
    test.key('1').drag([4, 0], [4, 7]);
    test.key('R').click(5, 2).click(4, 2);
    test.desk.thresholds.set(test.image, 1, 1);
    expect(test.row(3)).toMatchMask('111011000000');
    await test.settled();
    await test.key('Ctrl+Z').settled();
    await test.key('Ctrl+Z').settled();
    test.desk.thresholds.set(test.image, 1, 1);
    expect(test.row(3)).toMatchMask('111010000000');
  });

  it('clear one painted label, not another beside it, nor the proposal of the same class', async () => {
    const test = await withBrush();
    test.drag([4, 0], [8, 0]).key('1').drag([9, 0], [10, 0]).key('1').drag([6, 1], [7, 1]);
    expect(test.row(0)).toMatchMask('111122222110');
    test.key('X').click(9, 0);
    expect(test.row(0)).toMatchMask('111122222000');
    expect(test.row(1)).toMatchMask('111111110000');
    test.click(2, 1).click(6, 1);
    expect(test.row(1)).toMatchMask(PROPOSED);
  });

  it('fill and reject what is one label, whoever decided it', async () => {
    const test = await withBrush();
    test.key('1').drag([6, 0], [8, 0]);
    test.key('T').click(7, 0);
    expect(test.row(0)).toMatchMask('000000000000');
    expect(test.row(1)).toMatchMask('000000000000');
  });

  it('reject a region: it becomes background', async () => {
    const test = await withBrush();
    test.key('T').click(1, 1);
    expect(test.row(0)).toMatchMask('000000000000');
  });

  it('give a painted region back to the proposal, and touch nothing else', async () => {
    const test = await withBrush();
    test.drag([0, 0], [3, 0]).drag([8, 0], [10, 0]);
    test.key('X').click(1, 0);
    expect(test.row(0)).toMatchMask('111111002220');
    await test.click(5, 5).settled();
    expect(test.row(5)).toMatchMask(PROPOSED);
  });

  it('do nothing beside the image', async () => {
    const test = await withBrush();
    for (const key of ['F', 'R', 'T', 'X', 'I']) test.key(key).click(-1, 3).click(12, 3).click(3, 8);
    await test.settled();
    expect([test.state, test.desk.painting.label]).toEqual(['proposed', 2]);
  });
});

it('the pipette takes up the class of a pixel, and the brush with it', async () => {
  const test = await withBrush();
  test.key('I').click(1, 1);
  expect([test.desk.painting.label, test.desk.painting.tool.id]).toEqual([1, 'brush']);
});

describe('moving', () => {
  it('follows the pointer with the hand, the middle button, and Space', async () => {
    const test = await withBrush();
    const left = (): number => test.desk.viewport.view.x;
    test.key('M').drag([4, 4], [6, 4]);
    expect(left()).toBe(-2);
    test.key('B').pointerDown(4, 4, { button: 1 }).pointerMove(3, 4).pointerUp();
    expect(left()).toBe(-1);
    test.keyDown('Space').drag([4, 4], [3, 4]).keyUp('Space');
    expect(left()).toBe(0);
    await test.settled();
    expect(test.state).toBe('proposed');
  });
});

it('nothing is painted on a decided image, and it is said why', async () => {
  const test = await withBrush();
  await test.key('Enter').settled();
  for (const key of ['B', 'E', 'P', 'F', 'R', 'T', 'X']) test.key(key).click(9, 3);
  expect(test.row(3)).toMatchMask(PROPOSED);
  expect(test.app.notices.notice).toContain('Reopen it to paint');
  expect(test.desk.painting.busy).toBe(false);
});

it('every tool has an id, a key and words of its own', async () => {
  const { tools } = (await TestDesk.open()).desk.painting;
  for (const values of [
    tools.map(({ id }) => id),
    tools.map(({ key }) => key),
    tools.map(({ words }) => words.name),
  ])
    expect(new Set(values).size).toBe(tools.length);
});
