/** Names of the channels between the window's pages and the main process, as in the preload script. */
export const CHANNELS = {
  call: 'camweave:call',
  choose: 'camweave:choose',
  show: 'camweave:show',
  event: 'camweave:event',
  close: 'camweave:close',
} as const;
