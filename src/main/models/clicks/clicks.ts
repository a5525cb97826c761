import type { ModelKind } from '../ModelKind.ts';
import type { ClicksManifest } from './clicksManifest.ts';
import { CLICKS, clicksManifestSchema } from './clicksManifest.ts';
import type { ClicksOptions } from './creation.ts';
import { creation } from './creation.ts';
import { parts } from './parts.ts';

/** Objects from clicks and boxes: a promptable model such as SAM. */
export const clicks: ModelKind<ClicksManifest, ClicksOptions> = {
  id: CLICKS,
  title: 'an encoder and a decoder that turn clicks into objects',
  manifest: clicksManifestSchema,
  models: ({ encoder, decoder }) => ({ encoder, decoder }),
  ...{ creation, parts },
  runner: () => import('./runner.ts'),
};
