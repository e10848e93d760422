/** What a panel shows of a file as it is now: the last good model, and why the file no longer matches it. Pure. */
import * as l10n from '@vscode/l10n';
import type { ModelGraph } from '../../core/model/graph';
import { isComplete, isRunnable } from '../../core/model/graph';
import type { ParseResult } from '../../core/parse';
import type { Snapshot } from '../../protocol/messages';

/** The part of a snapshot that comes from the text. */
export interface Reading {
  readonly models: Snapshot['models'];
  readonly graph: ModelGraph | null;
  readonly stale: Snapshot['stale'];
  readonly problems: Snapshot['problems'];
  readonly invocation?: string;
}

const START = { startLine: 0, startColumn: 0, endLine: 0, endColumn: 0 };

/**
 * Reads a parsed text. `chosen` is the model that the person wants to see, `last` what was shown before; its graph stays while the text
 * has errors. What was understood of a model that is given by code stands in where there is nothing better.
 */
export function readModel(
  result: ParseResult,
  last: Reading | null,
  chosen: string | null = null,
): Reading {
  const model = chosenModel(result, chosen);
  const graph = model && isComplete(model) ? model : null;
  const models = result.models.map((each) => ({ name: each.name, complete: isComplete(each) }));
  const count = (severity: string) =>
    result.problems.filter((problem) => problem.severity === severity).length;
  const problems = { errors: count('error'), warnings: count('warning') };
  if (graph) return { models, graph, stale: null, problems };
  const stale = whyStale(result, model);
  const same = result.models.length < 2 || last?.graph?.name === model?.name;
  if (same && last?.graph) return { models, graph: last.graph, stale, problems };
  const part = model && isRunnable(model) ? model : null;
  const nothing = { models, graph: part, stale, problems };
  return part || model?.invocation === undefined
    ? nothing
    : { ...nothing, invocation: model.invocation };
}

/** The model of this name, else the first complete one, else the first. */
function chosenModel({ models }: ParseResult, chosen: string | null): ModelGraph | null {
  return models.find(({ name }) => name === chosen) ?? models.find(isComplete) ?? models[0] ?? null;
}

/** The chosen model as the file says it now, else as it is still shown: while the text is wrong it can be changed as well. */
export function changeableModel(
  result: ParseResult | null,
  reading: Reading | null,
  chosen: string | null,
): ModelGraph | null {
  return (result && chosenModel(result, chosen)) ?? reading?.graph ?? null;
}

/** A mistake of syntax comes first: everything else may be its consequence. */
function whyStale(result: ParseResult, model: ModelGraph | null): Snapshot['stale'] {
  const syntax = result.problems.find(({ code }) => code === 'syntax');
  if (syntax) return { message: syntax.message, range: syntax.range };
  const stopped = model?.stoppedAt;
  if (stopped) return { message: stopped.reason, range: stopped.range };
  const error = result.problems.find((problem) => problem.severity === 'error');
  if (error) return { message: error.message, range: error.range };
  return { message: l10n.t('This file describes no model yet.'), range: START };
}
