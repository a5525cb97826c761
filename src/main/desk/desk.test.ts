import { cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { deflateRawSync, inflateRawSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { mask } from '../../../testing/maskMatchers.ts';
import { base64Deflated } from '../../../testing/packedPixels.ts';
import { scoredProject } from '../../../testing/scoredProject.ts';
import { temporaryFolder } from '../../../testing/temporaryFolder.ts';
import type { AppSummary } from '../../shared/contract/appRoutes.ts';
import type { ImageDetail } from '../../shared/contract/imageRoutes.ts';
import { routes } from '../../shared/contract/routes.ts';
import { forkChild } from '../inference/host/forkChild.ts';
import { Application } from './Application.ts';
import { SettingsFile, settingsFolder } from './SettingsFile.ts';

/** An application on a project with one image of 12 x 8 pixels, a cat on its left half. */
function openApplication(): Application {
  const folder = temporaryFolder();
  const project = scoredProject(folder, ['plain.png']);
  project.close();
  return new Application({
    startChild: forkChild,
    settings: new SettingsFile(join(folder, 'settings')),
    resources: folder,
    project: project.path,
  });
}

const pack = (picture: string): string => deflateRawSync(mask(picture).data).toString('base64');

/** A stroke of 3 x 1 pixels at the upper left corner. */
const stroke = (before: string, after: string) => ({
  ...{ id: 1, x: 0, y: 0, width: 3, height: 1, label: 2 },
  ...{ before: pack(before), after: pack(after) },
});

const summary = async ({ handlers }: Application): Promise<AppSummary> => handlers['app.get']({});

async function corner({ handlers }: Application): Promise<string> {
  const { human } = (await handlers['image.get']({ id: 1 })) as ImageDetail;
  if (human === null) return '...';
  const layer = inflateRawSync(Buffer.from(human, 'base64'));
  return [...layer.subarray(0, 3)].map((value) => (value === 254 ? '.' : String(value))).join('');
}

describe('a stroke', () => {
  it('is kept, undone and done again, and the image is edited while any stands', async () => {
    const app = openApplication();
    const { handlers } = app;
    expect(await handlers['stroke.add'](stroke('...', '22.'))).toMatchObject({
      ...{ image: { state: 'edited' }, canUndo: true, canRedo: false },
    });
    expect(await corner(app)).toBe('22.');
    expect(await handlers['stroke.undo']({ id: 1 })).toMatchObject({
      ...{ image: { state: 'proposed' }, canUndo: false, canRedo: true, patch: { width: 3 } },
    });
    expect(await corner(app)).toBe('...');
    expect(await handlers['stroke.redo']({ id: 1 })).toMatchObject({ image: { state: 'edited' } });
    expect(await handlers['stroke.redo']({ id: 1 })).toMatchObject({ patch: null });
    app.projects.close();
  });

  it('that comes late changes only what its painter changed', async () => {
    const app = openApplication();
    await app.handlers['stroke.add'](stroke('...', '1..'));
    // Painted before the first was seen.
    await app.handlers['stroke.add'](stroke('...', '..2'));
    expect(await corner(app)).toBe('1.2');
    await app.handlers['stroke.undo']({ id: 1 });
    expect(await corner(app)).toBe('1..');
    app.projects.close();
  });

  it('that could not be kept can be sent again', async () => {
    const app = openApplication();
    const { file } = app.projects.current;
    const setState = file.images.setState.bind(file.images);
    // The stroke is written, and then the transaction fails, as on a disk that is full.
    file.images.setState = () => {
      throw new Error('no room');
    };
    await expect(app.handlers['stroke.add'](stroke('...', '22.'))).rejects.toThrow('no room');
    file.images.setState = setState;
    expect(await corner(app)).toBe('...');
    await app.handlers['stroke.add'](stroke('...', '22.'));
    expect(await corner(app)).toBe('22.');
    app.projects.close();
  });

  it('beyond the image, of unknown classes or of a wrong size is refused, and nothing changes', async () => {
    const app = openApplication();
    const add = app.handlers['stroke.add'];
    await expect(add({ ...stroke('...', '22.'), x: 10 })).rejects.toThrow('beyond the image');
    await expect(add(stroke('...', '77.'))).rejects.toThrow('There is no class 7');
    await expect(add(stroke('..', '22'))).rejects.toThrow('does not have the 3 pixels');
    await expect(add({ ...stroke('...', '22.'), before: 'AAAA' })).rejects.toThrow('cannot be unpacked');
    expect(await corner(app)).toBe('...');
    await app.handlers['image.accept']({ id: 1 });
    await expect(add(stroke('...', '22.'))).rejects.toThrow('Reopen it');
    app.projects.close();
  });
});

describe('settings', () => {
  it('are remembered, and a damaged file is as good as none', () => {
    const folder = temporaryFolder();
    const file = new SettingsFile(folder);
    file.remember({ project: '/a.camweave', pack: '/p' });
    file.remember({ project: '/b.camweave' });
    file.remember({ project: '/a.camweave' });
    expect(new SettingsFile(folder).get().recent.map(({ path }) => path)).toEqual([
      '/a.camweave',
      '/b.camweave',
    ]);
    expect(readFileSync(join(folder, 'settings.json'), 'utf8')).toContain('"/p"');
    writeFileSync(join(folder, 'settings.json'), '{"settings": 3');
    expect(new SettingsFile(folder).get()).toMatchObject({ recent: [], settings: { theme: 'system' } });
  });

  it('that cannot be written cost nothing but the memory', () => {
    const folder = temporaryFolder();
    writeFileSync(join(folder, 'taken'), '');
    const file = new SettingsFile(join(folder, 'taken'));
    file.remember({ pack: '/p' });
    expect(file.get().packs).toEqual(['/p']);
  });

  it('lie where the platform keeps them, or where CAMWEAVE_HOME says', () => {
    expect(settingsFolder({ CAMWEAVE_HOME: '/h' }, 'linux')).toBe('/h');
    expect(settingsFolder({ XDG_CONFIG_HOME: '/x' }, 'linux')).toBe(join('/x', 'camweave'));
    expect(settingsFolder({ APPDATA: '/d' }, 'win32')).toBe(join('/d', 'Camweave'));
  });
});

it('a class name of any length comes through to the page', async () => {
  const app = openApplication();
  const name = 'king crab, '.repeat(500).trim();
  app.projects.current.file.classes.rename(1, name, '#800000');
  const read = routes['project.get'].output.parse(await app.handlers['project.get']({}));
  expect(read.classes[0]!.name).toBe(name);
  const added = await app.answer('class.addMany', { classes: [{ name: `${name}!`, colour: '#112233' }] });
  expect(added).toMatchObject({ ok: true });
  expect(
    await app.answer('class.addMany', { classes: [{ name: ` ${name} `, colour: '#112233' }] }),
  ).toMatchObject({
    ...{ ok: false, error: { message: expect.stringContaining('already. Give it another name') } },
  });
  app.projects.close();
});

it('a project that cannot be opened leaves the one that is open', async () => {
  const folder = temporaryFolder();
  const project = scoredProject(folder, ['plain.png']);
  project.close();
  const app = new Application({
    ...{ startChild: forkChild, settings: new SettingsFile(folder), resources: join(folder, 'resources') },
  });
  await app.answer('project.open', { path: project.path });
  const none = join(folder, 'none.camweave');
  writeFileSync(none, 'no project');
  expect(await app.answer('project.open', { path: none })).toMatchObject({
    error: { code: 'project-invalid' },
  });
  expect(await app.answer('project.get', {})).toMatchObject({ value: { path: project.path } });
  expect(await app.answer('project.open', { path: project.path })).toMatchObject({ ok: true });
  app.projects.close();
});

it('a stroke in a project that is closed before it is made says so, and is made in no other', async () => {
  const [first, second] = [temporaryFolder(), temporaryFolder()];
  const [one, other] = [first, second].map((folder) => scoredProject(folder, ['plain.png']));
  for (const project of [one!, other!]) project.close();
  const app = new Application({
    ...{ startChild: forkChild, settings: new SettingsFile(first), resources: join(first, 'resources') },
  });
  app.projects.openAt(one!.path);
  const pixel = { before: base64Deflated(Uint8Array.of(254)), after: base64Deflated(Uint8Array.of(2)) };
  const stroke = { id: 1, x: 0, y: 0, width: 1, height: 1, label: 2, ...pixel };
  for (const [route, input] of [
    ['stroke.add', stroke],
    ['image.accept', { id: 1 }],
    ['image.keepLabels', { id: 1 }],
  ] as const) {
    app.projects.openAt(one!.path);
    const answer = app.answer(route, input);
    app.projects.openAt(other!.path);
    expect([route, await answer]).toMatchObject([route, { ok: false, error: { code: 'other-project' } }]);
    expect(app.projects.current.file.strokes.any(1)).toBe(false);
    expect(app.projects.current.file.decisions.last(1)).toBeUndefined();
  }
  app.projects.close();
});

describe('a start page', () => {
  it('lists folders and projects, and says what a source would bring', async () => {
    const folder = temporaryFolder();
    const existing = scoredProject(folder, ['plain.png']);
    existing.close();
    const app = new Application({
      ...{ startChild: forkChild, settings: new SettingsFile(folder), resources: join(folder, 'resources') },
    });
    expect(() => app.projects.current).toThrow('No project is open');
    mkdirSync(join(folder, 'empty'));
    const listed = await app.handlers['folder.list']({ path: folder });
    expect(listed).toMatchObject({ projects: ['test.camweave'], folders: ['empty', 'photos'] });
    await expect(
      (async () => app.handlers['source.inspect']({ path: join(folder, 'empty'), classes: [] }))(),
    ).rejects.toThrow('holds no images');
    expect(
      await app.handlers['source.inspect']({ path: join(folder, 'photos'), classes: ['cat'] }),
    ).toMatchObject({
      ...{ title: 'folder', images: 1, tagged: 0, project: join(folder, 'photos.camweave') },
    });
  });

  it('goes on answering while it reads a source, and stops reading when told to or asked anew', async () => {
    const folder = temporaryFolder();
    const photos = join(folder, 'photos');
    mkdirSync(photos);
    for (let n = 0; n < 500; n++) writeFileSync(join(photos, `${n}.jpg`), '');
    const app = new Application({
      ...{ startChild: forkChild, settings: new SettingsFile(folder), resources: join(folder, 'resources') },
    });
    const order: string[] = [];
    const inspect = async (name: string) => {
      const result = await app.answer('source.inspect', { path: photos, classes: [] });
      order.push(name);
      return result.ok ? (result.value as { images: number }).images : result.error.code;
    };
    const first = inspect('first');
    await app.answer('app.get', {});
    order.push('meanwhile');
    const second = inspect('second');
    expect(await Promise.all([first, second])).toEqual(['cancelled', 500]);
    expect(order).toEqual(['meanwhile', 'first', 'second']);
    const third = inspect('third');
    await app.answer('source.cancel', {});
    expect(await third).toBe('cancelled');
    const lists = [folder, photos].map((path) => app.answer('folder.list', { path }));
    expect(await Promise.all(lists)).toMatchObject([
      { ok: false, error: { code: 'cancelled' } },
      { ok: true },
    ]);
    await expect((async () => app.handlers['folder.list']({ path: join(folder, 'no') }))()).rejects.toThrow(
      'cannot be opened: it is not there',
    );
  });

  it('puts a project of the samples beside the settings, because an installed program is no place to write to', async () => {
    const folder = temporaryFolder();
    const settings = new SettingsFile(join(folder, 'settings'));
    const resources = join(folder, 'resources');
    const app = new Application({ startChild: forkChild, settings, resources });
    const samples = join(resources, 'samples');
    expect((await summary(app)).samples).toBeNull();
    mkdirSync(samples, { recursive: true });
    cpSync(join(import.meta.dirname, '../../../testing/images'), samples, { recursive: true });
    expect((await summary(app)).samples).toBe(samples);
    expect(await app.handlers['source.inspect']({ path: samples, classes: [] })).toMatchObject({
      project: join(folder, 'settings', 'samples.camweave'),
    });
  });

  it('follows the samples of a project to where Camweave is now, if they are its images', () => {
    const folder = temporaryFolder();
    const project = scoredProject(folder, ['plain.png']);
    project.meta.set('root', '/gone/resources/samples');
    project.close();
    const resources = join(folder, 'resources');
    const samples = join(resources, 'samples');
    mkdirSync(samples, { recursive: true });
    const open = (): string | undefined => {
      const settings = new SettingsFile(join(folder, 'settings'));
      const app = new Application({ startChild: forkChild, settings, resources, project: project.path });
      const root = app.projects.current.file.meta.get('root');
      app.projects.close();
      return root;
    };
    expect(open()).toBe('/gone/resources/samples');
    cpSync(join(folder, 'photos'), samples, { recursive: true });
    expect(open()).toBe(samples);
  });

  it('is not there where one project was named', async () => {
    const app = openApplication();
    expect(() => app.handlers['folder.list']({ path: '/' })).toThrow('started for one project');
    expect(await summary(app)).toMatchObject({ canChooseProject: false, recent: [], packs: [] });
    app.projects.close();
  });
});

describe('risks', () => {
  it('are told once they are computed, and of what', { timeout: 30_000 }, async () => {
    const app = openApplication();
    const { handlers } = app;
    expect(await handlers['review.risks']({ after: 0 })).toEqual({
      ...{ ids: [], risks: [], areas: [], next: null },
    });
    expect(await handlers['review.components']({ id: 1 })).toBeNull();
    const { judging, file } = app.projects.current;
    const heard: string[] = [];
    app.events.listen(({ type }) => heard.push(type));
    judging.changed();
    await judging.idle();
    expect(await handlers['review.risks']({ after: 0 })).toEqual({
      ...{ ids: [1], risks: [file.risks.get(1)!.risk], areas: [48], next: null },
    });
    expect(await handlers['review.risks']({ after: 1 })).toMatchObject({ ids: [], next: null });
    const known = (await handlers['review.components']({ id: 1 }))!;
    expect(known.current).toBe(true);
    expect(known.components).toMatchObject([
      { label: 1, box: { xmin: 1, ymin: 1, xmax: 6, ymax: 8 }, area: 48 },
    ]);
    expect(await handlers['review.progress']({})).toEqual({
      ...{ done: 1, total: 1, problem: null, changes: 1 },
    });
    await new Promise((resolve) => setTimeout(resolve, 150));
    expect(heard).toContain('risks');
    await handlers['image.setThreshold']({ id: 1, label: 1, threshold: 0.7 });
    expect((await handlers['review.components']({ id: 1 }))!.current).toBe(false);
    app.projects.close();
  });
});
