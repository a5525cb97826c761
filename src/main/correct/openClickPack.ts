import type { InferenceHost } from '../inference/host/InferenceHost.ts';
import type { Provider } from '../inference/providers/providers.ts';
import { providerOrder } from '../inference/providers/providers.ts';
import { clicks } from '../models/clicks/clicks.ts';
import { openPackOf } from '../models/pack/openPack.ts';
import type { FieldCorrector } from './FieldCorrector.ts';
import { PackCorrector } from './PackCorrector.ts';

/**
 * Opens a click pack for correcting, here and in a child that has nothing else to do.
 *
 * @param providers the ones to try, best first; the platform's where missing
 * @throws AppError of the pack; `provider-unavailable`
 */
export async function openClickPack(
  host: InferenceHost,
  pack: string,
  fields: FieldCorrector,
  providers: Provider[] = providerOrder(process.platform),
): Promise<PackCorrector> {
  const { manifest } = openPackOf(clicks, pack);
  await host.open(clicks.id, pack, providers);
  return new PackCorrector(host, fields, manifest);
}
