import type { ModelKind } from '../ModelKind.ts';
import type { AdcamManifest } from './adcamManifest.ts';
import { ADCAM, adcamManifestSchema } from './adcamManifest.ts';
import type { AdcamOptions } from './creation.ts';
import { creation } from './creation.ts';
import { parts } from './parts.ts';

/** Masks from image-level labels: activation of a CNN, diffused over the attention of a vision transformer. */
export const adcam: ModelKind<AdcamManifest, AdcamOptions> = {
  id: ADCAM,
  title: 'a CNN and a vision transformer that propose masks',
  manifest: adcamManifestSchema,
  models: ({ cnn, vit }) => ({ cnn, vit }),
  ...{ creation, parts },
  runner: () => import('./runner.ts'),
};
