import { encode } from 'fast-png';
import { describe, expect, it } from 'vitest';
import { TestDesk } from '../../../testing/TestDesk.ts';

/** What each row is proposed as: a cat on its left half. */
const PROPOSED = '111111000000';
/** A desk with a photograph that is dark up to a column and light from it on, and a tool that has read it. */
async function withTool(key: string, { read = true, edge = 9 } = {}): Promise<TestDesk> {
  const [width, height] = [12, 8];
  const data = Uint8Array.from({ length: width * height * 3 }, (_, i) =>
    Math.floor(i / 3) % width < edge ? 40 : 220,
  );
  const photograph = encode({ width, height, data, channels: 3 });
  const test = await TestDesk.openWith(['edge.png', 'plain.png'], { 'edge.png': photograph });
  test.key('B').key('2').key(key);
  test.desk.painting.setRadius(8);
  return read ? test.settled() : test;
}

describe('the smart brush', () => {
  it('paints what looks like what its middle is on, as one stroke', async () => {
    const test = await withTool('Shift+B');
    await test.click(10, 3).settled();
    expect(test.row(0)).toMatchMask('111111000222');
    await test.key('Ctrl+Z').settled();
    expect(test.row(0)).toMatchMask(PROPOSED);
  });

  it('erases in the same way with the right button', async () => {
    const test = await withTool('Shift+B');
    test.click(1, 3, { button: 2 });
    expect(test.row(7)).toMatchMask('000000000000');
    test.key('1').click(10, 3).click(10, 3, { button: 2 });
    expect(test.row(7)).toMatchMask('000000000000');
  });

  it('goes along with the pointer, and leaves no trace where Escape ends it', async () => {
    const test = await withTool('Shift+B');
    test.desk.painting.setRadius(1);
    test.drag([10, 1], [11, 1]);
    expect(test.row(1)).toMatchMask('111111000022');
    expect(test.row(4)).toMatchMask(PROPOSED);
    await test.pointerDown(10, 5).pointerMove(10, 7).key('Escape').pointerUp().settled();
    expect(test.row(5)).toMatchMask(PROPOSED);
  });

  it('waits for the photograph, and says so', async () => {
    const test = await withTool('Shift+B', { read: false });
    await test.click(10, 3).settled();
    expect(test.row(0)).toMatchMask(PROPOSED);
    expect(test.app.notices.notice).toContain('is being read');
    expect(test.click(10, 3).row(0)).toMatchMask('111111000222');
  });

  it('has the photograph of each image that is opened while it is in hand', async () => {
    const test = await withTool('Shift+B');
    const { photo } = test.desk.pixels;
    await test.key('D').settled();
    expect(test.desk.pixels.photo).toBeDefined();
    expect(test.desk.pixels.photo).not.toBe(photo);
    test.key('B');
    await test.key('A').settled();
    expect(test.desk.pixels.photo).toBe(undefined);
  });
});

describe('a magnetic polygon', () => {
  const corners = async (): Promise<TestDesk> => {
    const test = await withTool('Shift+P', { edge: 7 });
    test.desk.viewport.view = { x: 0, y: 0, scale: 5 };
    return test.click(7, 1).click(7, 6).click(11, 6);
  };
  const cornersOf = (test: TestDesk): number[][] =>
    test.desk.painting
      .marks(undefined)
      .flatMap((mark) => (mark.kind === 'corner' ? [[mark.at.x, mark.at.y]] : []));

  it('draws its corners to edges nearby', async () => {
    const test = await corners();
    const edges = cornersOf(test)
      .slice(0, 2)
      .map(([x]) => Math.abs(x! - 7));
    expect(Math.max(...edges)).toBeLessThan(1);
  });

  it('is filled by Enter as one stroke, up to the edge', async () => {
    const test = await corners();
    await test.click(11, 1).key('Enter').settled();
    expect(test.row(4)).toMatchMask('111111022220');
    expect(test.row(0)).toMatchMask(PROPOSED);
    await test.key('Ctrl+Z').settled();
    expect(test.row(4)).toMatchMask(PROPOSED);
  });

  it('loses corners to Backspace, all of it to Escape, and decides nothing', async () => {
    const test = await corners();
    expect(cornersOf(test.key('Backspace'))).toHaveLength(2);
    await test.key('Escape').settled();
    expect([test.desk.painting.busy, test.state]).toEqual([false, 'proposed']);
  });
});

describe('growing and shrinking', () => {
  it('takes a step with each click, and gives one with the right button', async () => {
    const test = await withTool('U');
    await test.click(2, 3).settled();
    expect(test.row(3)).toMatchMask('111111100000');
    test.click(2, 3, { button: 2 }).click(2, 3, { button: 2 });
    expect(test.row(3)).toMatchMask('111110000000');
    await test.settled();
    await test.key('Ctrl+Z').settled();
    expect(test.row(3)).toMatchMask(PROPOSED);
  });

  it('goes further with a drag and back again, as one stroke, and stops at the edge', async () => {
    const test = await withTool('U');
    test.pointerDown(2, 3).pointerMove(82, 3);
    expect(test.row(3)).toMatchMask('111111111000');
    test.pointerMove(-14, 3);
    expect(test.row(3)).toMatchMask('111110000000');
    test.pointerMove(-6, 3);
    expect(test.row(3)).toMatchMask(PROPOSED);
    await test.pointerMove(82, 3).pointerUp().settled();
    expect(test.row(3)).toMatchMask('111111111000');
    await test.key('Ctrl+Z').settled();
    expect(test.row(3)).toMatchMask(PROPOSED);
    expect(test.desk.history.canUndo).toBe(false);
  });

  it('takes the region that is nearest, and none where there is none', async () => {
    const test = await withTool('U');
    test.click(10, 3);
    expect(test.row(3)).toMatchMask('111111100000');
    await test.key('T').click(2, 3).key('U').click(10, 3).settled();
    expect(test.row(3)).toMatchMask('000000000000');
  });

  it('leaves no trace where Escape ends it, and spares locked classes', async () => {
    const test = await withTool('U');
    await test.pointerDown(2, 3).pointerMove(42, 3).key('Escape').pointerUp().settled();
    expect([test.row(3).data.indexOf(0), test.state]).toEqual([6, 'proposed']);
    test.desk.painting.toggle('locked', 1);
    test.click(2, 3, { button: 2 });
    expect(test.row(3)).toMatchMask(PROPOSED);
  });
});
