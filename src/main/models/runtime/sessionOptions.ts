import type { InferenceSession } from 'onnxruntime-node';
import type { Provider } from '../../inference/providers/providers.ts';

/**
 * Options of every session that a proposal uses. The sessions of a pack take turns, and each has threads of its
 * own: unless told to stop, those of the one that has just run go on spinning on a core that the next one needs.
 */
export function sessionOptions(provider: Provider): InferenceSession.SessionOptions {
  return { executionProviders: [provider], extra: { session: { force_spinning_stop: '1' } } };
}
