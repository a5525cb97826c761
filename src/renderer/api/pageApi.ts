import type { Api } from './Api.ts';
import { bridge } from './Bridge.ts';
import { callRoute } from './callRoute.ts';
import { downloadFile } from './downloadFile.ts';
import { fetchPhotograph } from './fetchPhotograph.ts';
import { listen } from './listen.ts';
import { readPixels } from './readPixels.ts';
import { tokenOf } from './tokenOf.ts';
import { unsentStore } from './unsentStore.ts';

/** The api of a real page: through the window's bridge, else over HTTP. */
export const pageApi: Api = {
  ...{ call: callRoute, listen, photograph: fetchPhotograph, pixels: readPixels },
  ...{ unsent: unsentStore, shell: bridge, download: downloadFile },
  unlock: (text) => location.assign(`./?token=${encodeURIComponent(tokenOf(text))}`),
};
