import { PassThrough } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { StderrTail } from './StderrTail.ts';

describe('StderrTail', () => {
  it('keeps the last four thousand characters, whole ones', () => {
    const stream = new PassThrough();
    const tail = new StderrTail(stream);
    const bytes = Buffer.from(`${'x'.repeat(5000)}ü`);
    stream.write(bytes.subarray(0, -1));
    stream.write(bytes.subarray(-1));
    expect(tail.text).toHaveLength(4096);
    expect(tail.text.slice(-2)).toBe('xü');
  });

  it('waits for what arrives after the end of the process', async () => {
    const stream = new PassThrough();
    const whole = new StderrTail(stream).whole();
    setTimeout(() => stream.end('driver fault'), 20);
    expect(await whole).toBe('driver fault');
  });

  it('waits no longer than a moment where the stream never ends, or there is none', async () => {
    const stream = new PassThrough();
    const tail = new StderrTail(stream);
    stream.write('half a');
    expect(await tail.whole()).toBe('half a');
    expect(await new StderrTail(null).whole()).toBe('');
  });
});
