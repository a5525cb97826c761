import { readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import { settingsSchema } from '../../shared/contract/appRoutes.ts';
import { keepFile } from './keepFile.ts';

const fileSchema = z.object({
  settings: settingsSchema.default(settingsSchema.parse({})),
  recent: z.array(z.object({ path: z.string(), openedAt: z.string() })).default([]),
  packs: z.array(z.string()).default([]),
  /** Where the window was, in the screen's units, and whether it filled the screen. */
  window: z
    .object({ x: z.number(), y: z.number(), width: z.number(), height: z.number(), maximised: z.boolean() })
    .optional()
    .catch(undefined),
  /** The folder in which something was chosen last, by what it was. */
  folders: z.record(z.string(), z.string()).default({}).catch({}),
});
export type KeptSettings = z.infer<typeof fileSchema>;

const MOST_RECENT = 12;

/** Where settings are kept: CAMWEAVE_HOME, else the platform's folder for them. */
export function settingsFolder(environment: NodeJS.ProcessEnv, platform: NodeJS.Platform): string {
  const given = environment['CAMWEAVE_HOME'];
  if (given) return given;
  if (platform === 'win32')
    return join(environment['APPDATA'] ?? join(homedir(), 'AppData', 'Roaming'), 'Camweave');
  if (platform === 'darwin') return join(homedir(), 'Library', 'Application Support', 'Camweave');
  return join(environment['XDG_CONFIG_HOME'] ?? join(homedir(), '.config'), 'camweave');
}

/** What Camweave remembers beside projects: choices for the pages, recent projects, known packs. */
export class SettingsFile {
  readonly folder: string;
  private kept: KeptSettings;

  constructor(folder: string) {
    this.folder = folder;
    this.kept = read(join(folder, 'settings.json'));
  }

  get(): KeptSettings {
    return this.kept;
  }

  /** A folder that cannot be written to costs the memory, never the work. */
  set(changes: Partial<KeptSettings>): void {
    this.kept = { ...this.kept, ...changes };
    keepFile(join(this.folder, 'settings.json'), JSON.stringify(this.kept, null, 2));
  }

  remember({ project, pack }: { project?: string; pack?: string }): void {
    const { recent, packs } = this.kept;
    const entry = project === undefined ? [] : [{ path: project, openedAt: new Date().toISOString() }];
    this.set({
      recent: [...entry, ...recent.filter(({ path }) => path !== project)].slice(0, MOST_RECENT),
      packs: [...new Set([...(pack === undefined ? [] : [pack]), ...packs])].slice(0, MOST_RECENT),
    });
  }
}

/** A file that is missing or damaged is as good as none: it holds nothing that was worked for. */
function read(file: string): KeptSettings {
  try {
    return fileSchema.parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch {
    return fileSchema.parse({});
  }
}
