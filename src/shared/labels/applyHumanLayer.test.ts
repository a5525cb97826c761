import { expect, it } from 'vitest';
import { mask } from '../../../testing/maskMatchers.ts';
import { applyHumanLayer } from './applyHumanLayer.ts';

it('keeps what a person decided, background and void included, over the proposal', () => {
  const proposal = mask('112/122');
  applyHumanLayer(proposal.data, mask('.0./v.3').data);
  expect(proposal).toMatchMask('102/v23');
});
