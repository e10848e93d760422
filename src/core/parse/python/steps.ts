/** How the interpreter runs: in steps that can be paused, given up, and that may ask for files. */
import type { SourceFile } from './place';

/** Asked from outside while running. */
export type Request =
  /** A good moment to pause or to give up. */
  | { readonly kind: 'pause' }
  /** The first of these files of the workspace that there is; paths are relative to the folder of the asking file, or to workspace folders. */
  | {
      readonly kind: 'file';
      readonly candidates: readonly FileCandidate[];
      readonly from: SourceFile;
    };

export interface FileCandidate {
  /** Path with slashes, such as `models/blocks.py`. */
  readonly path: string;
  /** What the path is relative to: the folder of the asking file, going up so many levels, or any workspace folder. */
  readonly base: { readonly up: number } | 'workspace';
}

/** A file that was found. */
export interface FoundFile {
  readonly uri: string;
  readonly text: string;
}

/** Answers `file`; null where there is none. A pause is answered by undefined. */
export type Answer = FoundFile | null | undefined;

/** A computation in steps. */
export type Step<T> = Generator<Request, T, Answer>;

/** True for a computation in steps, in contrast to its result. */
export function isStep<T>(value: T | Step<T>): value is Step<T> {
  return typeof value === 'object' && value !== null && 'next' in value && 'throw' in value;
}

/** Runs to the end without pausing; files are asked from `find`. */
export function runToEnd<T>(
  step: Step<T>,
  find: (request: Request & { kind: 'file' }) => Answer = () => null,
): T {
  let result = step.next();
  while (!result.done) {
    const request = result.value;
    result = step.next(request.kind === 'file' ? find(request) : undefined);
  }
  return result.value;
}

const NOTHING: readonly never[] = [];

/** A computation that is done at once. */
export function* ready<T>(value: T): Step<T> {
  yield* NOTHING;
  return value;
}
