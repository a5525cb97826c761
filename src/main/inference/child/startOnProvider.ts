import { AppError } from '../../../shared/errors/AppError.ts';
import { errorMessage } from '../../../shared/errors/errorMessage.ts';
import type { OpenModels, StartModels } from '../../models/ModelRunner.ts';
import type { OpenInput, OpenResult } from '../jobs/openJob.ts';
import type { Provider } from '../providers/providers.ts';

/**
 * Starts models on the first provider that starts and runs them.
 *
 * @param onTrying called before each provider
 * @throws AppError `provider-unavailable` when no provider works, with what each of them said
 */
export async function startOnProvider(
  start: StartModels,
  { pack, providers, skipped: before }: OpenInput,
  onTrying: (provider: Provider) => void,
): Promise<OpenResult & { models: OpenModels }> {
  const skipped = [...before];
  for (const provider of providers) {
    if (skipped.some((item) => item.provider === provider)) continue;
    onTrying(provider);
    try {
      return { models: await start(provider), provider, skipped };
    } catch (error) {
      skipped.push({ provider, reason: firstLine(errorMessage(error)) });
    }
  }
  const reasons = skipped.map(({ provider, reason }) => `${provider}: ${reason}`).join('\n');
  throw new AppError('provider-unavailable', `No execution provider can run ${pack}.\n${reasons}`);
}

function firstLine(text: string): string {
  return text.split('\n')[0]!.trim();
}
