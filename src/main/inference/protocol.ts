import type { AppErrorCode } from '../../shared/errors/AppError.ts';
import type { Provider } from './providers/providers.ts';

/** A job on its way to the child; `input` is what the job's token says. */
export interface JobRequest {
  kind: string;
  job: string;
  input: unknown;
}

/** Memory of the inference child in bytes. */
export interface ChildMemory {
  resident: number;
  peak: number;
}

export interface ToChild extends JobRequest {
  id: number;
}
export type FromChild =
  | { type: 'trying'; provider: Provider }
  | { type: 'done'; id: number; result: unknown; memory: ChildMemory }
  | { type: 'failed'; id: number; error: { code: AppErrorCode; message: string }; memory: ChildMemory };
