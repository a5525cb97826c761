import type { ImageLoader } from '../image/ImageLoader.ts';
import type { JobTable } from '../inference/jobs/JobTable.ts';
import type { Provider } from '../inference/providers/providers.ts';
import type { Pack, PackManifest } from './pack/Pack.ts';

/** The part of a kind of model that runs in the inference child. */
export interface ModelRunner<Manifest extends PackManifest = PackManifest> {
  /** The jobs that need no open pack. */
  readonly jobs: JobTable;
  /**
   * Reads a pack's models and gets them ready for any provider.
   *
   * @param images loads photographs for the jobs
   * @throws AppError for a pack that is broken
   */
  prepare(pack: Pack<Manifest>, images: ImageLoader): StartModels | Promise<StartModels>;
}

/** Starts prepared models on one provider, and throws whatever shows that it cannot run them. */
export type StartModels = (provider: Provider) => Promise<OpenModels>;

/** The models of an open pack. */
export interface OpenModels {
  readonly jobs: JobTable;
  release(): Promise<void>;
}
