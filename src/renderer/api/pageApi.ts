import type { Api } from './Api.ts';
import { bridge } from './Bridge.ts';
import { callRoute } from './callRoute.ts';
import { fetchPhotograph } from './fetchPhotograph.ts';
import { listen } from './listen.ts';

/** The api of a real page: through the window's bridge, else over HTTP. */
export const pageApi: Api = { call: callRoute, listen, photograph: fetchPhotograph, shell: bridge };
