import type { InferenceHost } from '../inference/host/InferenceHost.ts';
import type { OpenResult } from '../inference/jobs/openJob.ts';
import type { Provider } from '../inference/providers/providers.ts';
import { providerOrder } from '../inference/providers/providers.ts';
import { adcam } from '../models/adcam/adcam.ts';
import type { AdcamManifest } from '../models/adcam/adcamManifest.ts';
import { openPackOf } from '../models/pack/openPack.ts';

/** What makes proposals: a pack, and the inference child that has it open. */
export interface Proposer {
  host: InferenceHost;
  manifest: AdcamManifest;
  /** What runs when the pack is opened; `host.provider` says what runs now. */
  opened: OpenResult;
}

/**
 * Opens a pack for proposing, here and in the inference child.
 *
 * @param providers the ones to try, best first; the platform's where missing
 * @throws AppError of the pack; `provider-unavailable`
 */
export async function openProposer(
  host: InferenceHost,
  pack: string,
  providers: Provider[] = providerOrder(process.platform),
): Promise<Proposer> {
  const { manifest } = openPackOf(adcam, pack);
  return { host, manifest, opened: await host.open(adcam.id, pack, providers) };
}
