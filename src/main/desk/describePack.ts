import { resolve } from 'node:path';
import type { PackSummary } from '../../shared/contract/appRoutes.ts';
import { adcam } from '../models/adcam/adcam.ts';
import { openPackOf } from '../models/pack/openPack.ts';
import { classesOfPack } from '../propose/setUpProject.ts';

/**
 * A pack in words, for choosing one.
 *
 * @throws AppError `not-found`, `pack-invalid`
 */
export function describePack(path: string, bundled: boolean): PackSummary {
  const { manifest } = openPackOf(adcam, path);
  const { cnn, vit, classes } = manifest;
  const sizes = `CNN at ${cnn.size} pixels, ViT at ${vit.size} pixels, ${vit.grid} × ${vit.grid} patches`;
  return {
    path: resolve(path),
    name: manifest.name,
    description: manifest.description ? `${manifest.description} (${sizes})` : sizes,
    classes: classesOfPack(manifest).map((item, index) => ({
      ...item,
      proposable: classes[index]!.modelClasses.length > 0,
    })),
    bundled,
  };
}
