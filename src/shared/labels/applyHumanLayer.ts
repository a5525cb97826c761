import { UNTOUCHED } from './labelCodes.ts';

/**
 * The label map: what a person decided, else the proposal.
 *
 * @param proposal `uint8[H, W]`, changed in place and returned
 * @param human `uint8[H, W]`, 254 where untouched
 */
export function applyHumanLayer(proposal: Uint8Array, human: Uint8Array): Uint8Array {
  for (let i = 0; i < proposal.length; i++) if (human[i] !== UNTOUCHED) proposal[i] = human[i]!;
  return proposal;
}
