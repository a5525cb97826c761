import type { Provider } from '../providers/providers.ts';
import type { ChildExit } from './ChildLink.ts';

/** An inference child ended, or hung and was ended, before it answered. */
export class ChildDied extends Error implements ChildExit {
  override readonly name = 'ChildDied';
  readonly how: string;
  readonly stderr: string;
  /** The provider that was being tried, if any. */
  readonly provider: Provider | undefined;

  constructor({ how, stderr }: ChildExit, provider?: Provider) {
    super([how, stderr.trim().split('\n').at(-1)].filter(Boolean).join(': '));
    this.how = how;
    this.stderr = stderr;
    this.provider = provider;
  }
}
