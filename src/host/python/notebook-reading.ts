/** Notebooks are read as a whole, once for all of their cells; each cell gets its part. */
import type * as vscode from 'vscode';
import type { ParseResult } from '../../core/parse';
import { Cancelled } from './drive';

/** What is read of a notebook, and the other files that were read on the way. */
export interface NotebookResult {
  readonly result: ParseResult;
  readonly files: ReadonlySet<string>;
}

/** A reading that several cells wait for; it is given up when none of them does any more. */
interface SharedReading {
  /** Of what: versions of cells, and answers. */
  readonly version: string;
  readonly cancelled: (() => boolean)[];
  readonly result: Promise<NotebookResult>;
}

const readings = new WeakMap<vscode.NotebookDocument, SharedReading>();

/** The result of reading a notebook in this version. `start` begins a reading when none is under way or done. */
export async function readShared(
  notebook: vscode.NotebookDocument,
  version: string,
  cancelled: () => boolean,
  start: (cancelled: () => boolean) => Promise<NotebookResult>,
): Promise<NotebookResult> {
  for (;;) {
    let reading = readings.get(notebook);
    if (reading?.version === version) reading.cancelled.push(cancelled);
    else {
      const all = [cancelled];
      reading = { version, cancelled: all, result: start(() => all.every((each) => each())) };
      readings.set(notebook, reading);
    }
    try {
      return await reading.result;
    } catch (error) {
      if (readings.get(notebook) === reading) readings.delete(notebook);
      // Another cell gave it up in the moment in which this one joined.
      if (!(error instanceof Cancelled) || cancelled()) throw error;
    }
  }
}
