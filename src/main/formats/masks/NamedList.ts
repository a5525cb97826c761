import type { Named } from '../../../shared/import/importReport.ts';
import { MOST_NAMED } from '../../../shared/import/importReport.ts';

/** Lines of a report, of which all are counted and the first kept. */
export class NamedList {
  readonly named: Named = { count: 0, some: [] };

  add(line: string | undefined): void {
    if (line === undefined) return;
    this.named.count += 1;
    if (this.named.some.length < MOST_NAMED) this.named.some.push(line);
  }
}
