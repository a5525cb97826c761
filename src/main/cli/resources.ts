import { fileURLToPath } from 'node:url';

/** What comes with Camweave (`packs/default`, `samples`), beside the built command. */
export const RESOURCES = fileURLToPath(new URL('../../resources', import.meta.url));
