import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { keepFile } from '../desk/keepFile.ts';
import { randomToken } from './token.ts';

const addressSchema = z.object({ port: z.int().min(1).max(65535).optional(), token: z.string().optional() });
const fileSchema = z.object({
  secret: z.string().min(32),
  /** By project, those served last at the end; the start page has the empty name. */
  served: z.record(z.string(), addressSchema),
});
type Kept = z.infer<typeof fileSchema>;

/** Where a project was served the last time; what was never kept is missing. */
type KeptAddress = z.infer<typeof addressSchema>;

const MOST_KEPT = 100;

/**
 * Remembers with the settings, for their owner's eyes alone, where each project was served, so that pages find it again
 * after a restart, and the secret of this machine's cookies. A folder that cannot be written to costs the memory alone.
 */
export class KeptServers {
  private readonly folder: string;
  private kept: Kept;

  constructor(folder: string) {
    this.folder = folder;
    this.kept = this.read() ?? { secret: randomBytes(32).toString('base64url'), served: {} };
    this.write();
  }

  get secret(): string {
    return this.kept.secret;
  }

  /** @param project its absolute path, or nothing for the start page */
  find(project = ''): KeptAddress {
    return this.kept.served[project] ?? {};
  }

  /** The token of a project, made where there is none yet. */
  tokenOf(project = ''): string {
    const token = this.find(project).token ?? randomToken();
    this.keep(project, { token });
    return token;
  }

  /** Remembers more about where a project is served. */
  keep(project = '', changes: KeptAddress): void {
    // Another server may have kept its own meanwhile.
    const { served } = this.read() ?? this.kept;
    const { [project]: before, ...others } = served;
    const entries = [...Object.entries(others), [project, { ...before, ...changes }] as const];
    this.kept = { ...this.kept, served: Object.fromEntries(entries.slice(-MOST_KEPT)) };
    this.write();
  }

  private get file(): string {
    return join(this.folder, 'serving.json');
  }

  /** A file that is missing or damaged is as good as none: links of old servers are lost, and no work. */
  private read(): Kept | undefined {
    try {
      return fileSchema.parse(JSON.parse(readFileSync(this.file, 'utf8')));
    } catch {
      return undefined;
    }
  }

  private write(): void {
    keepFile(this.file, JSON.stringify(this.kept, null, 2), 0o600);
  }
}
