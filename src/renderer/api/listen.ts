import type { AppEvent } from '../../shared/contract/events.ts';
import { eventSchema } from '../../shared/contract/events.ts';
import type { Line } from './Api.ts';
import { bridge } from './Bridge.ts';
import { seat } from './seat.ts';

const TRY_AGAIN_MS = 1000;

/**
 * Listens to Camweave's events, and comes back by itself when the connection was lost.
 *
 * @param onConnection is told what has become of the connection, whenever that changes
 * @returns how to stop
 */
export function listen(onEvent: (event: AppEvent) => void, onConnection: (line: Line) => void): () => void {
  const receive = (data: unknown): void => {
    const event = eventSchema.safeParse(data);
    if (event.success) onEvent(event.data);
  };
  if (bridge) return bridge.onEvent(receive);

  let source: EventSource;
  let again: ReturnType<typeof setTimeout> | undefined;
  const connect = (): void => {
    source = new EventSource(`events?seat=${seat}`);
    source.onopen = () => onConnection('there');
    source.onmessage = ({ data }) => receive(JSON.parse(data as string));
    source.onerror = () => {
      source.close();
      again = setTimeout(connect, TRY_AGAIN_MS);
      void whyNot().then(onConnection);
    };
  };
  connect();
  return () => {
    clearTimeout(again);
    source.close();
  };
}

/** A stream of events does not say why it was refused; any other request does. */
async function whyNot(): Promise<Line> {
  const response = await fetch('./', { method: 'HEAD' }).catch(() => undefined);
  return response?.status === 401 ? 'locked' : 'lost';
}
