/** Reads PyTorch source: runs it in our interpreter and gives the models that it holds. */
import * as l10n from '@vscode/l10n';
import { Lines } from '../lines';
import { BUILTINS } from '../python/builtins';
import { Run } from '../python/interpreter/index';
import type { Step } from '../python/steps';
import type { ParseResult } from '../result';
import { findModels } from './models/found';
import { readModel } from './models/read-model';
import { Report } from './models/report';
import { openSession, runScript } from './models/script';
import {
  mayHoldModel,
  otherLibrary,
  parseCells,
  type PythonSource,
  type ReadOptions,
} from './models/source';
import { ScriptStandIns } from './models/stand-ins';
import { PYTORCH_LIBRARY } from './library';
import { Torch } from './tape';

export type { PythonSource, ReadOptions } from './models/source';
export { mayHoldModel } from './models/source';
export { checkInvocation } from './models/invocation';

/** For each part of the work: the script, a function of it, a model. */
const LIMITS = { operations: 1_000_000 };

/** No more models than these are read of one file. */
const MOST_MODELS = 40;

/** The models of a file and what is wrong with it. Files without PyTorch give nothing. */
export function* readPython(source: PythonSource, options: ReadOptions): Step<ParseResult> {
  const text = source.cells.map((cell) => cell.text).join('\n');
  if (!mayHoldModel(text)) return { models: [], problems: [] };
  const other = otherProblem(source);
  if (other) return { models: [], problems: [other] };
  const files = yield* parseCells(source);
  const run = new Run({ library: PYTORCH_LIBRARY, builtins: BUILTINS, limits: LIMITS });
  const torch = new Torch(options.compute);
  run.memory.set(Torch, torch);
  const session = yield* openSession(files, run, torch);
  const standIns = new ScriptStandIns(session);
  torch.standIns = standIns;
  run.prepare = (cls, args, keywords) => standIns.construct(cls, { args, keywords });
  yield* runScript(session);
  const report = new Report(session);
  report.syntax();
  const scripted = [...torch.findings];
  const models: ParseResult['models'][number][] = [];
  for (const model of findModels(session).slice(0, MOST_MODELS)) {
    const read = yield* readModel(session, model, standIns, options.invocations ?? {});
    if (read.graph) models.push(read.graph);
    read.findings.forEach((finding) => report.finding(finding));
    report.model(model, read);
  }
  scripted.forEach((finding) => report.finding(finding));
  report.notes();
  return { models, problems: report.list() };
}

/** Names the library that a file makes its models with, when it is not PyTorch. */
function otherProblem({ cells }: PythonSource): ParseResult['problems'][number] | null {
  for (const { uri, text } of cells) {
    const other = otherLibrary(text);
    if (!other) continue;
    const span = { start: other.at, end: other.at + other.name.length };
    return {
      severity: 'information',
      code: 'other-library',
      message: l10n.t(
        'This file makes its models with {0}; only those of PyTorch are read.',
        other.name,
      ),
      range: { ...new Lines(text).range(span), ...(uri !== null && { file: uri }) },
      fixes: [],
    };
  }
  return null;
}
