/** The models of a PyTorch text, read as the extension reads them, for tests of what shows them. */
import { computeOutput } from '../../src/core/autodiff/compute';
import { readPython } from '../../src/core/parse/pytorch';
import { runToEnd, type Answer, type Request } from '../../src/core/parse/python/steps';
import type { ParseResult } from '../../src/core/parse/result';

/** Other files of the workspace, by their path. */
export type OtherFiles = Readonly<Record<string, string>>;

/** Reads a PyTorch text. */
export function readTorch(text: string, others: OtherFiles = {}): ParseResult {
  const source = { cells: [{ uri: null, text }] };
  return runToEnd(readPython(source, { compute: computeOutput }), (request) =>
    find(request, others),
  );
}

function find({ candidates }: Request & { kind: 'file' }, others: OtherFiles): Answer {
  for (const { path } of candidates) {
    const text = others[path];
    if (text !== undefined) return { uri: `file:///models/${path}`, text };
  }
  return null;
}
