const WIDTH = 28;
/** Between two plain lines where the output is no terminal. */
const LINE_EVERY_MS = 10_000;
const DRAW_EVERY_MS = 80;

/** Progress on stderr: a bar with speed and time left in a terminal, now and then a line elsewhere. */
export class ProgressBar {
  private readonly what: string;
  private readonly stream: NodeJS.WriteStream;
  private readonly started = performance.now();
  private lastDrawn = -Infinity;
  private drawn = false;

  constructor(what: string, stream: NodeJS.WriteStream = process.stderr) {
    this.what = what;
    this.stream = stream;
  }

  update(done: number, total: number, failed = 0): void {
    const now = performance.now();
    const every = this.stream.isTTY ? DRAW_EVERY_MS : LINE_EVERY_MS;
    if (done < total && now - this.lastDrawn < every) return;
    if (!this.stream.isTTY && this.lastDrawn === -Infinity && done < total) {
      this.lastDrawn = now;
      return;
    }
    this.lastDrawn = now;
    const line = `${this.what} ${progressText(done, total, failed, (now - this.started) / 1000)}`;
    this.stream.write(this.stream.isTTY ? `\r\x1b[2K${line}` : `${line}\n`);
    this.drawn = true;
  }

  /** Ends the bar's line, so that other text starts on one of its own. */
  end(): void {
    if (this.drawn && this.stream.isTTY) this.stream.write('\n');
    this.drawn = false;
  }
}

/** `[=====     ] 120/260  7.4 images/s  0:19 left  2 failed` */
export function progressText(done: number, total: number, failed: number, seconds: number): string {
  const filled = total === 0 ? WIDTH : Math.round((done / total) * WIDTH);
  const speed = done / Math.max(seconds, 1e-3);
  const left = done === 0 ? '?' : clockText((total - done) / speed);
  const parts = [
    `[${'='.repeat(filled)}${' '.repeat(WIDTH - filled)}] ${done}/${total}`,
    `${speed.toFixed(1)} images/s`,
    done < total ? `${left} left` : `in ${clockText(seconds)}`,
  ];
  if (failed > 0) parts.push(`${failed} failed`);
  return parts.join('  ');
}

function clockText(seconds: number): string {
  const whole = Math.round(seconds);
  const parts = [Math.floor(whole / 3600), Math.floor(whole / 60) % 60, whole % 60];
  const [hours, minutes, rest] = parts as [number, number, number];
  const tail = `${String(minutes).padStart(hours > 0 ? 2 : 1, '0')}:${String(rest).padStart(2, '0')}`;
  return hours > 0 ? `${hours}:${tail}` : tail;
}
