import type { AppEvent } from '../../shared/contract/events.ts';
import { eventSchema } from '../../shared/contract/events.ts';
import { bridge } from './Bridge.ts';
import { seat } from './seat.ts';

const TRY_AGAIN_MS = 1000;

/**
 * Listens to Camweave's events, and comes back by itself when the connection was lost.
 *
 * @param onConnection is told whether there is a connection, whenever that changes
 * @returns how to stop
 */
export function listen(
  onEvent: (event: AppEvent) => void,
  onConnection: (connected: boolean) => void,
): () => void {
  const receive = (data: unknown): void => {
    const event = eventSchema.safeParse(data);
    if (event.success) onEvent(event.data);
  };
  if (bridge) return bridge.onEvent(receive);

  let source: EventSource;
  let again: ReturnType<typeof setTimeout> | undefined;
  const connect = (): void => {
    source = new EventSource(`events?seat=${seat}`);
    source.onopen = () => onConnection(true);
    source.onmessage = ({ data }) => receive(JSON.parse(data as string));
    source.onerror = () => {
      source.close();
      onConnection(false);
      again = setTimeout(connect, TRY_AGAIN_MS);
    };
  };
  connect();
  return () => {
    clearTimeout(again);
    source.close();
  };
}
