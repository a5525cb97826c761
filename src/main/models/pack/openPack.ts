import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { z } from 'zod';
import { AppError } from '../../../shared/errors/AppError.ts';
import { KINDS, UNNAMED_KIND } from '../kinds.ts';
import type { ModelKind } from '../ModelKind.ts';
import type { Pack, PackManifest } from './Pack.ts';
import type { PackFiles } from './packFiles.ts';
import { packFiles } from './packFiles.ts';

/** More packs than a project has open at once. */
const KEPT = 4;
/** Packs that were opened last, so that one that has not changed is not read again each time somebody asks. */
const kept = new Map<string, { stamp: string; pack: Pack }>();

/**
 * Opens a pack of any kind: a folder with pack.json, or a zip of one.
 *
 * @throws AppError `not-found` or `pack-invalid`, naming the path and what is wrong with it
 */
export function openPack(path: string): Pack {
  const files = packFiles(path);
  const known = kept.get(path);
  const pack = known?.stamp === files.stamp ? known.pack : readPack(path, files);
  kept.delete(path);
  kept.set(path, { stamp: files.stamp, pack });
  for (const [oldest] of kept) if (kept.size > KEPT) kept.delete(oldest);
  return pack;
}

/**
 * Opens a pack of one kind.
 *
 * @throws AppError as `openPack`; `pack-invalid` for a pack of another kind
 */
export function openPackOf<Manifest extends PackManifest, Options>(
  kind: ModelKind<Manifest, Options>,
  path: string,
): Pack<Manifest> {
  const pack = openPack(path);
  if (isOf(kind, pack)) return pack;
  throw new AppError(
    'pack-invalid',
    `${path} is a pack of kind ${pack.manifest.kind}; one of kind ${kind.id} is needed (${kind.title}).`,
  );
}

function isOf<Manifest extends PackManifest, Options>(
  kind: ModelKind<Manifest, Options>,
  pack: Pack,
): pack is Pack<Manifest> {
  return pack.manifest.kind === kind.id;
}

function readPack(path: string, files: PackFiles): Pack {
  const { kind, manifest } = parseManifest(path, readFile(path, files, 'pack.json', ['the models it names']));
  const models = kind.models(manifest);
  const names = Object.values(models).map(({ file }) => file);
  return {
    path,
    manifest,
    readModel(model) {
      const { file, sha256 } = models[model]!;
      const bytes = readFile(path, files, file, names);
      if (createHash('sha256').update(bytes).digest('hex') !== sha256) {
        throw new AppError(
          'pack-invalid',
          `${join(path, file)} is not the file that pack.json describes (its sha256 differs). Create or download the pack again.`,
        );
      }
      return bytes;
    },
  };
}

function readFile(path: string, files: PackFiles, name: string, models: string[]): Uint8Array {
  const bytes = files.read(name);
  if (bytes instanceof Uint8Array) return bytes;
  const whole = new Intl.ListFormat('en-GB').format(['pack.json', ...models]);
  throw new AppError(
    'pack-invalid',
    `${path} has no readable ${name}. A pack holds ${whole}; make one with \`camweave pack create\`.`,
    { cause: bytes.missing },
  );
}

function parseManifest(path: string, bytes: Uint8Array): { kind: ModelKind; manifest: PackManifest } {
  const file = join(path, 'pack.json');
  let json: unknown;
  try {
    json = JSON.parse(new TextDecoder().decode(bytes));
  } catch (cause) {
    throw new AppError('pack-invalid', `${file} is not valid JSON: ${String(cause)}.`, { cause });
  }
  const described: { kind: unknown } = { kind: UNNAMED_KIND, ...(Object(json) as object) };
  const kind = KINDS.find(({ id }) => id === described.kind);
  if (!kind) throw unknownKind(file, described.kind);
  const result = kind.manifest.safeParse(described);
  if (!result.success) {
    throw new AppError(
      'pack-invalid',
      `${file} is not a pack description:\n${z.prettifyError(result.error)}`,
    );
  }
  return { kind, manifest: result.data };
}

function unknownKind(file: string, id: unknown): AppError {
  const known = KINDS.map((kind) => `${kind.id} (${kind.title})`).join(', ');
  return new AppError(
    'pack-invalid',
    `${file} describes a pack of kind ${JSON.stringify(id)}. This Camweave knows ${known}; a newer one may know more.`,
  );
}
