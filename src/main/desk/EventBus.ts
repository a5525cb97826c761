import type { AppEvent } from '../../shared/contract/events.ts';

/** Carries events from whoever causes them to the transports. */
export class EventBus {
  private readonly listeners = new Set<(event: AppEvent) => void>();

  /** @returns how to stop listening */
  listen(listener: (event: AppEvent) => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  send(event: AppEvent): void {
    for (const listener of this.listeners) listener(event);
  }
}
