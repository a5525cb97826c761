export type Priority = 'interactive' | 'batch';

/** Jobs in waiting: interactive ones first, each kind in order of arrival. */
export class JobQueue<Job> {
  private readonly waiting: Record<Priority, Job[]> = { interactive: [], batch: [] };

  add(job: Job, priority: Priority): void {
    this.waiting[priority].push(job);
  }

  take(): Job | undefined {
    return this.waiting.interactive.shift() ?? this.waiting.batch.shift();
  }

  /** @returns whether the job was still waiting */
  remove(job: Job): boolean {
    for (const jobs of Object.values(this.waiting)) {
      const at = jobs.indexOf(job);
      if (at === -1) continue;
      jobs.splice(at, 1);
      return true;
    }
    return false;
  }

  drain(): Job[] {
    return [...this.waiting.interactive.splice(0), ...this.waiting.batch.splice(0)];
  }
}
