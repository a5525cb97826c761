import { describe, expect, it } from 'vitest';
import { TestDesk } from '../../../testing/TestDesk.ts';
import { Keyboard } from './Keyboard.ts';

describe('a key', () => {
  it('means one thing: no two actions share their usual one', async () => {
    const { actions } = await TestDesk.open();
    const keys = actions.map(({ key }) => key).filter(Boolean);
    expect(keys.filter((key, at) => keys.indexOf(key) !== at)).toEqual([]);
    expect(new Set(actions.map(({ id }) => id)).size).toBe(actions.length);
  });

  it.each([
    ['B', 'brush'],
    ['E', 'eraser'],
    ['P', 'polygon'],
    ['F', 'fill'],
    ['R', 'accept'],
    ['T', 'reject'],
    ['X', 'clear'],
    ['I', 'pick'],
    ['M', 'pan'],
  ])('%s takes up the tool "%s"', async (key, tool) => {
    const test = await TestDesk.open();
    expect(test.key(key).desk.painting.tool.id).toBe(tool);
  });

  it('of a digit takes up a class, with the brush; 0 is background, V void', async () => {
    const test = await TestDesk.open();
    expect(test.key('2').desk.painting.label).toBe(2);
    expect(test.desk.painting.tool.id).toBe('brush');
    expect(test.key('0').desk.painting.label).toBe(0);
    expect(test.key('V').desk.painting.label).toBe(255);
    expect(test.key('P').key('1').desk.painting.tool.id).toBe('polygon');
  });

  it('that a person has chosen takes the place of the usual one', async () => {
    const test = await TestDesk.open();
    test.app.preferences.settings = { ...test.app.preferences.settings, keys: { 'tool-eraser': 'W' } };
    expect(test.key('E').desk.painting.tool.id).toBe('pan');
    expect(test.key('W').desk.painting.tool.id).toBe('eraser');
  });

  it('does nothing while a dialog is open, or another page works', async () => {
    const test = await TestDesk.open();
    test.key('Ctrl+K');
    expect(test.desk.dialogs.open).toBe('palette');
    expect(test.key('B').desk.painting.tool.id).toBe('pan');
    test.desk.dialogs.close();
    test.app.notices.elsewhere = true;
    expect(test.key('B').desk.painting.tool.id).toBe('pan');
  });

  it('that is held down decides once, on many images too', async () => {
    const test = await TestDesk.open();
    const keyboard = new Keyboard(test.desk, test.actions);
    const held = (key: string): boolean =>
      keyboard.down({
        key,
        code: '',
        ctrlKey: true,
        shiftKey: true,
        altKey: false,
        metaKey: false,
        repeat: true,
      });
    expect([held('Enter'), held('Backspace')]).toEqual([false, false]);
    expect(held('Z')).toBe(true);
    await test.settled();
  });

  it('changes how the canvas looks', async () => {
    const test = await TestDesk.open();
    const { preferences } = test.app;
    test.key('O');
    expect(preferences.settings.opacity).toBe(0);
    test.key('O').key('K');
    expect([preferences.settings.opacity, preferences.settings.contours]).toEqual([0.55, false]);
    test.key('[');
    expect(test.desk.painting.radius).toBe(10);
    test.key('Q');
    expect(test.desk.painting.shape).toBe('square');
  });
});
