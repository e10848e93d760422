/** What a panel shows of a file as it is now: the last good model, and why the file no longer matches it. Pure. */
import * as l10n from '@vscode/l10n';
import type { ModelGraph } from '../../core/model/graph';
import { isComplete } from '../../core/model/graph';
import type { ParseResult } from '../../core/parse';
import type { Snapshot } from '../../protocol/messages';

/** The part of a snapshot that comes from the text. */
export interface Reading {
  readonly graph: ModelGraph | null;
  readonly stale: Snapshot['stale'];
  readonly problems: Snapshot['problems'];
}

const START = { startLine: 0, startColumn: 0, endLine: 0, endColumn: 0 };

/** Reads a parsed text. `last` is what was shown before; its graph stays while the text has errors. */
export function readModel(result: ParseResult, last: Reading | null): Reading {
  const graph = result.models.find(isComplete) ?? null;
  const count = (severity: string) =>
    result.problems.filter((problem) => problem.severity === severity).length;
  const problems = { errors: count('error'), warnings: count('warning') };
  const stale = whyStale(result, graph);
  if (!stale) return { graph, stale: null, problems };
  return { graph: last?.graph ?? graph, stale, problems };
}

function whyStale(result: ParseResult, graph: ModelGraph | null): Snapshot['stale'] {
  const error = result.problems.find((problem) => problem.severity === 'error');
  if (error) return { message: error.message, range: error.range };
  if (graph) return null;
  const stopped = result.models[0]?.stoppedAt;
  if (stopped) return { message: stopped.reason, range: stopped.range };
  return { message: l10n.t('This file describes no model yet.'), range: START };
}
