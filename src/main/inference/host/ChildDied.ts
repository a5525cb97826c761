import type { Provider } from '../providers/providers.ts';
import type { ChildExit } from './ChildLink.ts';

/** An inference child ended, or hung and was ended, before it answered. */
export class ChildDied extends Error implements ChildExit {
  override readonly name = 'ChildDied';
  readonly how: string;
  readonly stderr: string;
  /** The provider that was being tried, if any. */
  readonly provider: Provider | undefined;

  /** Whether it was ended because it did not answer. */
  readonly gaveUp: boolean;

  constructor({ how, stderr }: ChildExit, provider?: Provider, gaveUp = false) {
    super([how, stderr.trim().split('\n').at(-1)].filter(Boolean).join(': '));
    this.how = how;
    this.stderr = stderr;
    this.provider = provider;
    this.gaveUp = gaveUp;
  }
}
