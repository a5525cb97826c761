import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { onTestFinished } from 'vitest';
import { Application } from '../src/main/desk/Application.ts';
import { forkChild } from '../src/main/inference/host/forkChild.ts';
import { SettingsFile } from '../src/main/desk/SettingsFile.ts';
import type { Action } from '../src/renderer/actions/actions.ts';
import { actionsOf } from '../src/renderer/actions/actions.ts';
import { Keyboard } from '../src/renderer/actions/Keyboard.ts';
import type { KeyPress } from '../src/renderer/actions/keys.ts';
import type { Api, UnsentStore } from '../src/renderer/api/Api.ts';
import { RouteError } from '../src/renderer/api/Api.ts';
import { plainData } from '../src/renderer/api/plainData.ts';
import { App } from '../src/renderer/state/App.svelte.ts';
import { Desk } from '../src/renderer/state/Desk.svelte.ts';
import type { PointerInput } from '../src/renderer/state/Pointers.svelte.ts';
import type { OpenImage } from '../src/renderer/state/OpenImage.svelte.ts';
import type { AppEvent } from '../src/shared/contract/events.ts';
import { routes } from '../src/shared/contract/routes.ts';
import type { IndexMask } from '../src/main/image/mask/readIndexMask.ts';
import { decodeImage } from '../src/main/image/decodeImage.ts';
import { resampleRgb } from '../src/main/image/resample.ts';
import { readImageHeader } from '../src/main/image/readImageHeader.ts';
import { memoryStore } from './memoryStore.ts';
import { scoredProject } from './scoredProject.ts';

interface PointerOptions {
  shift?: boolean;
  alt?: boolean;
  ctrl?: boolean;
  /** 1 is the middle one, 2 the right one, 5 a pen's eraser. */
  button?: 0 | 1 | 2 | 5;
  kind?: 'mouse' | 'pen' | 'touch';
  /** Of a finger. */
  id?: number;
  pressure?: number;
}

/** Between a page and Camweave. */
interface Line {
  application: Application;
  /** What is lost at present: what is asked, or what is answered. */
  losing: 'request' | 'answer' | undefined;
  /** How often something was lost. */
  lost: number;
  /** Files that the page has given to whoever is at it. */
  downloads: { name: string; bytes: Uint8Array }[];
  hear: (event: AppEvent) => void;
  stop: () => void;
}

/**
 * The desk without a browser: the pages' real states on the real application, with its handlers, project file and
 * strokes. Only photographs are not decoded to be shown, since nothing here looks at them, and the canvas shows one image pixel on one
 * pixel of the page, as long as the view stays.
 *
 * Its project has no pack, and does not follow edges until a test wants it. It has copies of files of testing/images (12 x 8 pixels), each proposed as a cat (1) on its left half; a dog is 2.
 */
export class TestDesk {
  readonly app: App;
  readonly desk: Desk;
  readonly actions: readonly Action[];
  private readonly keyboard: Keyboard;
  private underWay = 0;

  readonly line: Line;
  private readonly store: UnsentStore;

  private constructor(application: Application, store: UnsentStore) {
    this.line = {
      application,
      losing: undefined,
      lost: 0,
      downloads: [],
      hear: () => undefined,
      stop: () => undefined,
    };
    this.store = store;
    this.app = new App(apiOf(this.line, store));
    this.countWork();
    this.desk = new Desk(this.app);
    this.app.connection.onEvent = (event) => this.desk.receive(event);
    this.actions = actionsOf(this.desk);
    this.keyboard = new Keyboard(this.desk, this.actions);
    this.desk.viewport.resize({ width: 12, height: 8 }, 1);
    this.desk.viewport.view = { x: 0, y: 0, scale: 1 };
  }

  /** A desk with a project of these photographs, the first of them open; it ends with the test. */
  static open(...files: string[]): Promise<TestDesk> {
    return TestDesk.openWith(files.length > 0 ? files : ['plain.png']);
  }

  /** The same, with photographs by name that are not in testing/images. */
  static async openWith(files: string[], given: Record<string, Uint8Array> = {}): Promise<TestDesk> {
    const folder = mkdtempSync(join(tmpdir(), 'camweave-desk-'));
    const project = scoredProject(folder, files, given);
    project.close();
    onTestFinished(() => rmSync(folder, { recursive: true }));
    return TestDesk.on(startOn(project.path, project.path), memoryStore());
  }

  private static async on(application: Application, store: UnsentStore): Promise<TestDesk> {
    const test = new TestDesk(application, store);
    onTestFinished(async () => {
      if (test.app.connection.isClosed) return;
      if (!test.desk.outbox.isStopped) await test.settled();
      test.leave();
      test.application.projects.close();
    });
    await test.app.load();
    await test.desk.load();
    return test;
  }

  /** The page is gone, whatever it had not sent yet. */
  private leave(): void {
    this.desk.outbox.stop();
    this.desk.edges.stop();
    this.app.connection.close();
  }

  /** Closes the page and opens it again. */
  reloaded(): Promise<TestDesk> {
    this.leave();
    return TestDesk.on(this.application, this.store);
  }

  /** Starts Camweave again on the same project, and opens a new page. */
  restarted(): Promise<TestDesk> {
    this.leave();
    const { path } = this.application.projects.current.file;
    this.application.projects.close();
    return TestDesk.on(startOn(path, path), this.store);
  }

  /** Starts Camweave again, on another project or none, while the page stays open. */
  startedAgain(project: string | undefined): void {
    const { line } = this;
    const { path } = this.application.projects.current.file;
    line.stop();
    this.application.projects.close();
    line.application = startOn(path, project);
    line.stop = line.application.events.listen(line.hear);
    line.hear({ type: 'hello', run: line.application.run });
  }

  get application(): Application {
    return this.line.application;
  }

  /** How many calls for the project on the desk the browser keeps. */
  async kept(): Promise<number> {
    return (await this.store.all(this.desk.project.summary!.id)).length;
  }

  /** The image that is open. */
  get image(): OpenImage {
    return this.desk.current.image!;
  }

  /** What the list says of the open image. */
  get state(): string {
    return this.desk.images.all.find(({ id }) => id === this.image.id)!.state;
  }

  /** Presses the pointer on the middle of an image pixel. */
  pointerDown(x: number, y: number, options: PointerOptions = {}): this {
    this.desk.pointers.down(this.inputAt(x, y, options));
    return this;
  }

  pointerMove(x: number, y: number, options: PointerOptions = {}): this {
    this.desk.pointers.move([this.inputAt(x, y, options)]);
    return this;
  }

  pointerUp({ id = 1 }: PointerOptions = {}): this {
    this.desk.pointers.up(id);
    return this;
  }

  click(x: number, y: number, options?: PointerOptions): this {
    return this.pointerDown(x, y, options).pointerUp(options);
  }

  private inputAt(x: number, y: number, options: PointerOptions): PointerInput {
    const { view } = this.desk.viewport;
    const {
      id = 1,
      kind = 'mouse',
      button = 0,
      pressure = 0.5,
      shift = false,
      alt = false,
      ctrl = false,
    } = options;
    return {
      ...{ id, kind, button, pressure, shift, alt, ctrl },
      canvas: { x: (x + 0.5 - view.x) * view.scale, y: (y + 0.5 - view.y) * view.scale },
      buttons: { 0: 1, 1: 4, 2: 2, 5: 32 }[button],
    };
  }

  drag(...points: [number, number][]): this {
    const [first, ...others] = points;
    this.pointerDown(...first!);
    for (const point of others) this.pointerMove(...point);
    return this.pointerUp();
  }

  /** Presses and lets go of a key such as `Ctrl+Shift+Z`. */
  key(name: string): this {
    const event = keyPress(name);
    this.keyboard.down(event);
    this.keyboard.up(event);
    return this;
  }

  keyDown(name: string): this {
    this.keyboard.down(keyPress(name));
    return this;
  }

  keyUp(name: string): this {
    this.keyboard.up(keyPress(name));
    return this;
  }

  /** What an answer brings may be unpacked yet when the answer is there. */
  private countWork(): void {
    const { notices } = this.app;
    const attempt = notices.attempt.bind(notices);
    notices.attempt = async (work) => {
      this.underWay += 1;
      return attempt(work).finally(() => (this.underWay -= 1));
    };
  }

  /** Waits until everything that was done is saved and the image that was asked for is open. */
  async settled(): Promise<this> {
    const { outbox, current, thresholds, proposing, edges } = this.desk;
    for (let quiet = 0; quiet < 3; quiet++) {
      await new Promise((resolve) => setTimeout(resolve));
      await outbox.idle();
      await thresholds.save();
      const isUnderWay = this.underWay > 0 || current.opening !== undefined || outbox.size > 0;
      const isBusy = isUnderWay || proposing.busy || edges.pending;
      if (isBusy) quiet = -1;
    }
    return this;
  }

  /** The labels that the canvas shows. */
  get labels(): IndexMask {
    const { image } = this;
    const { width, height } = image.layer;
    const sampler = image.sampler(this.desk.project.voidHalfWidth);
    const data = Uint8Array.from({ length: width * height }, (_, i) =>
      sampler.at(i % width, Math.floor(i / width)),
    );
    return { width, height, data };
  }

  /** A row of them. */
  row(y: number): IndexMask {
    const { width, data } = this.labels;
    return { width, height: 1, data: data.subarray(y * width, (y + 1) * width) };
  }
}

/** @param beside a project in whose folder settings lie */
function startOn(beside: string, project: string | undefined): Application {
  const folder = dirname(beside);
  return new Application({
    ...{ startChild: forkChild, settings: new SettingsFile(join(folder, 'settings')), author: 'tester' },
    resources: join(folder, 'resources'),
    ...(project !== undefined && { project }),
  });
}

function keyPress(name: string): KeyPress {
  const parts = name.split('+').filter(Boolean);
  const key = name.endsWith('+') ? '+' : parts.at(-1)!;
  return {
    ...{ key: key === 'Space' ? ' ' : key, code: /^\d$/.test(key) ? `Digit${key}` : '' },
    ...{ ctrlKey: parts.includes('Ctrl'), altKey: parts.includes('Alt'), shiftKey: parts.includes('Shift') },
    metaKey: false,
  };
}

function lost(line: Line): RouteError {
  line.lost += 1;
  return new RouteError('lost', 'Nobody answers.');
}

/** Calls the application as a transport does: cloned both ways, parsed on both ends. */
function apiOf(line: Line, unsent: UnsentStore): Api {
  return {
    async call(name, input, head = {}) {
      if (line.losing === 'request') throw lost(line);
      const result = await line.application.answer(name, structuredClone(plainData(input)), plainData(head));
      // Read anew: it may have broken meanwhile.
      if ((line.losing as string | undefined) === 'answer') throw lost(line);
      if (!result.ok) throw new RouteError(result.error.code, result.error.message);
      return routes[name].output.parse(structuredClone(result.value)) as never;
    },
    listen(onEvent) {
      line.hear = (event) => onEvent(structuredClone(event));
      line.stop = line.application.events.listen(line.hear);
      queueMicrotask(() => line.hear({ type: 'hello', run: line.application.run }));
      return () => line.stop();
    },
    async photograph({ name }, size) {
      const { photographs } = line.application.projects.current;
      const { bytes } = await photographs.photograph(name).catch((error: Error) => {
        throw new RouteError('image-unreadable', error.message);
      });
      const { width, height } = size ?? readImageHeader(bytes, name);
      return { width, height, close: () => undefined };
    },
    async pixels({ name, path }, size) {
      const { photographs } = line.application.projects.current;
      const { bytes } = await photographs.photograph(name).catch((error: Error) => {
        throw new RouteError('image-unreadable', error.message);
      });
      const image = await decodeImage(bytes, path);
      if (!size) return image;
      return { ...size, data: Uint8Array.from(resampleRgb(image, size.width, size.height), Math.round) };
    },
    download: (name, bytes) => line.downloads.push({ name, bytes }),
    unlock: () => undefined,
    unsent,
    shell: undefined,
  };
}
