import type { InferenceSession } from 'onnxruntime-node';
import type { Provider } from '../../inference/providers/providers.ts';

/**
 * Options of every session. Its threads sleep while they wait for work: threads that spin keep cores busy that others need,
 * those of another session that takes its turn next among them.
 */
export function sessionOptions(provider: Provider): InferenceSession.SessionOptions {
  return { executionProviders: [provider], extra: { session: { intra_op: { allow_spinning: '0' } } } };
}
