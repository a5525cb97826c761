import type { CallHead } from '../../shared/contract/callHead.ts';
import type { AppEvent } from '../../shared/contract/events.ts';
import type { Input, Output, RouteName } from '../../shared/contract/routes.ts';

/** An answer that says no; `code` is one of AppError's, `elsewhere`, `lost` when nobody answered, or `internal`. */
export class RouteError extends Error {
  readonly code: string;

  constructor(code: string, message: string) {
    super(message);
    this.code = code;
  }
}

/** Asks Camweave for something. Rejects with a RouteError. */
export type CallRoute = <Route extends RouteName>(
  name: Route,
  input: Input<Route>,
  head?: CallHead,
) => Promise<Output<Route>>;

/** A call that Camweave has not answered yet, as it is kept. */
export interface UnsentCall {
  /** In the order in which they were made. */
  key: string;
  project: string;
  number: string;
  route: RouteName;
  input: unknown;
}

/** Keeps calls while they are not answered, beyond the life of the page. Where nothing can be kept, it holds nothing. */
export interface UnsentStore {
  put(call: UnsentCall): Promise<void>;
  remove(key: string): Promise<void>;
  /** Those of a project, oldest first. */
  all(project: string): Promise<UnsentCall[]>;
}

/** The connection to Camweave: there, lost, or refused until somebody gives the token that it has now. */
export type Line = 'there' | 'lost' | 'locked';

/** What a window can do for its pages and a browser cannot. */
export interface Shell {
  /** Where a file or folder that was dropped on the page lies. */
  pathOf(file: File): string;
  choose(
    what: 'folder' | 'list' | 'project' | 'annotations' | 'pack-folder' | 'pack-file' | 'save' | 'copy',
    proposed: string,
  ): Promise<string | null>;
  showFolder(path: string): void;
  /** What becomes of the window that is to close: it was `heard`, takes long (`waiting`), everything is `kept`, or somebody would `stay`. */
  answerClosing(answer: 'heard' | 'waiting' | 'kept' | 'stay'): void;
}

/** A photograph's pixels, `uint8[height, width, 3]`, RGB. */
export interface PhotographPixels {
  width: number;
  height: number;
  data: Uint8Array;
}

/** Everything outside the page that its states need; given to them, so that they run without a browser too. */
export interface Api {
  call: CallRoute;
  /**
   * Listens to Camweave's events, and comes back by itself when the connection was lost.
   *
   * @param onConnection is told what has become of the connection, whenever that changes
   * @returns how to stop
   */
  listen(onEvent: (event: AppEvent) => void, onConnection: (line: Line) => void): () => void;
  /**
   * The decoded photograph of an image, by its opaque name.
   *
   * @param size to bring it to, in pixels; its own where missing
   * @throws RouteError `lost`, or `image-unreadable` when it is gone or cannot be decoded
   */
  photograph(
    image: { name: string; path: string },
    size?: { width: number; height: number },
  ): Promise<ImageBitmap>;
  /**
   * The pixels of the same photograph, for tools that look at them; transparency is over white.
   *
   * @param size to bring it to, in pixels; its own where missing
   * @throws RouteError as `photograph` does
   */
  pixels(
    image: { name: string; path: string },
    size?: { width: number; height: number },
  ): Promise<PhotographPixels>;
  /** Gives whoever is at the page a file to keep. */
  download(name: string, bytes: Uint8Array<ArrayBuffer>, type: string): void;
  /** Opens this page anew with the token that somebody has pasted, or the link that carries it. */
  unlock(text: string): void;
  unsent: UnsentStore;
  /** Undefined in a browser. */
  shell: Shell | undefined;
}
