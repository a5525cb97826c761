import { deflateRawSync } from 'node:zlib';
import type { Measured } from './desk.ts';
import { percentile } from './frames.ts';

const STROKES = 300;
const EDGE = 100;

/** How long a stroke of 100 x 100 pixels takes from the request to the acknowledgement: it is on the disk then. */
export async function acknowledgedStrokes(link: string): Promise<Measured[]> {
  const opened = await fetch(link, { redirect: 'manual' });
  const cookie = opened.headers.get('set-cookie')!.split(';')[0]!;
  const call = async (route: string, input: unknown): Promise<unknown> => {
    const response = await fetch(new URL(`/api/${route}`, link), {
      method: 'POST',
      headers: { cookie },
      body: JSON.stringify(input),
    });
    const result = (await response.json()) as { ok: boolean; value: unknown; error: unknown };
    if (!result.ok) throw new Error(JSON.stringify(result.error));
    return result.value;
  };
  const images = (await call('image.list', {})) as { id: number; path: string }[];
  const { id } = images.find(({ path }) => path.endsWith('500x375.jpg'))!;
  const packed = (value: number): string =>
    deflateRawSync(Buffer.alloc(EDGE * EDGE, value)).toString('base64');
  const values = [packed(1), packed(2)];
  let before = packed(254);
  const times: number[] = [];
  for (let n = 0; n < STROKES; n++) {
    const after = values[n % 2]!;
    const started = performance.now();
    await call('stroke.add', { id, x: 50, y: 50, width: EDGE, height: EDGE, label: 1, before, after });
    times.push(performance.now() - started);
    before = after;
  }
  const [p50, p95] = [percentile(times, 0.5), percentile(times, 0.95)];
  return [
    {
      what: `stroke of ${EDGE} x ${EDGE} pixels, acknowledged`,
      result: `p50 ${p50.toFixed(2)} ms, p95 ${p95.toFixed(2)} ms`,
      budget: 'none',
    },
  ];
}
