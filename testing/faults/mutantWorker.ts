// Opens damaged projects as the desk would and does what people do; says how each of them took it.
import { copyFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { Application } from '../../src/main/desk/Application.ts';
import { SettingsFile } from '../../src/main/desk/SettingsFile.ts';
import type { ImageSummary } from '../../src/shared/contract/imageRoutes.ts';
import { routes } from '../../src/shared/contract/routes.ts';
import type { RouteName } from '../../src/shared/contract/routes.ts';
import { seededRandom } from '../random.ts';
import type { Original } from './mutateProject.ts';
import { MUTATIONS, mutateProject } from './mutateProject.ts';

export interface MutantRequest {
  original: Original;
  folder: string;
  seed: number;
}
export interface MutantOutcome {
  seed: number;
  milliseconds: number;
  /** Of the whole process so far, in bytes. */
  peak: number;
  /** Whether it could be opened. */
  opened: boolean;
  /** Stacks of what nobody had foreseen. */
  faults: string[];
}

process.on('message', (request: MutantRequest) => {
  void attempt(request).then((outcome) => process.send!(outcome));
});
process.on('disconnect', () => process.exit(0));

async function attempt({ original, folder, seed }: MutantRequest): Promise<MutantOutcome> {
  const random = seededRandom(seed);
  const path = join(folder, 'mutant.camweave');
  mutateProject(original, path, MUTATIONS[seed % MUTATIONS.length]!, random);
  const faults: string[] = [];
  const application = new Application({
    startChild: () => {
      throw new Error('No models are run here.');
    },
    settings: new SettingsFile(join(folder, 'settings')),
    resources: join(folder, 'resources'),
    onFault: (text) => faults.push(text),
  });
  const ask = async (route: RouteName, input: unknown): Promise<unknown> => {
    const result = await application.answer(route, input);
    if (!result.ok) return undefined;
    // What a page could not read would be a fault there.
    const read = routes[route].output.safeParse(JSON.parse(JSON.stringify(result.value)));
    if (!read.success) faults.push(`${route}: ${read.error.message}`);
    return result.value;
  };
  const started = performance.now();
  const opened = (await ask('project.open', { path })) !== undefined;
  if (opened) {
    await ask('project.get', {});
    for (const { id } of ((await ask('image.list', {})) as ImageSummary[] | undefined) ?? []) {
      await ask('image.get', { id });
      await ask('stroke.undo', { id });
      await ask('stroke.redo', { id });
      const pixel = { id, x: 0, y: 0, width: 1, height: 1, label: 1, before: '+wcA', after: 'YwQA' };
      await ask('stroke.add', pixel);
      await ask('image.reopen', { id });
      await ask('image.accept', { id });
      await ask('decision.undo', { id });
    }
    const out = join(folder, 'out');
    await ask('export.run', {
      format: 'voc',
      out,
      states: ['accepted', 'edited', 'proposed'],
      split: { valShare: 0, seed: 0 },
      replace: false,
      options: {},
    });
    rmSync(out, { recursive: true, force: true });
  }
  application.projects.close();
  const milliseconds = performance.now() - started;
  if (faults.length > 0) copyFileSync(path, join(folder, `fault-${seed}.camweave`));
  return { seed, milliseconds, peak: process.resourceUsage().maxRSS * 1024, opened, faults };
}
