/** Names this page to the server: of several pages on one project, the one opened last works. */
export const seat = crypto.randomUUID();
