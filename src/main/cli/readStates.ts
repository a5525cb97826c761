import type { ImageState } from '../../shared/images/imageState.ts';
import { IMAGE_STATES } from '../../shared/images/imageState.ts';
import { UsageError } from './UsageError.ts';

/** What `--states` names. @throws UsageError */
export function readStates(text: string): ImageState[] {
  return text.split(',').map((name) => {
    const state = IMAGE_STATES.find((item) => item === name.trim());
    if (state === undefined || state === 'new') {
      throw new UsageError(`--states takes proposed, edited, accepted, rejected, not "${name.trim()}".`);
    }
    return state;
  });
}
