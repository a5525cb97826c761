import { expect, it } from 'vitest';
import { batchSummary } from './batchSummary.ts';

it('a batch says how many images it proposed, and why others were not', () => {
  const none = { proposed: 0, skipped: 0, decided: { accepted: 0, rejected: 0 }, problems: [] };
  expect(batchSummary({ ...none, skipped: 12, decided: { accepted: 12, rejected: 0 } }, 1)).toBe(
    '0 images proposed, 12 accepted images stay as they are.',
  );
  const mixed = {
    ...{ proposed: 1, skipped: 6, decided: { accepted: 2, rejected: 1 } },
    problems: [{ path: 'a.jpg', message: 'Unreadable.' }],
  };
  expect(batchSummary(mixed, 2)).toBe(
    '1 image proposed in 2.0 s (0.50 images/s), 3 had their proposal already, 2 accepted images stay as they are, ' +
      '1 rejected image stays as it is, 1 could not be proposed (see above).',
  );
});
