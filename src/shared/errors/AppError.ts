/** What went wrong, in one word that code can act on. The words for people are in the message. */
export type AppErrorCode =
  | 'already-done'
  | 'cancelled'
  | 'disk-full'
  | 'export-mismatch'
  | 'fetch-failed'
  | 'image-changed'
  | 'image-unreadable'
  | 'inference-failed'
  | 'invalid-input'
  | 'model-unsupported'
  | 'not-found'
  | 'not-writable'
  | 'other-project'
  | 'other-size'
  | 'pack-invalid'
  | 'project-busy'
  | 'project-invalid'
  | 'project-moved'
  | 'project-newer'
  | 'provider-unavailable';

/**
 * The one error that crosses rooms, processes and transports. The message is a whole sentence: it names the
 * file or value, and says what to do.
 */
export class AppError extends Error {
  override readonly name = 'AppError';
  readonly code: AppErrorCode;

  constructor(code: AppErrorCode, message: string, options?: { cause?: unknown }) {
    super(message, options);
    this.code = code;
  }
}
