/** Reads PyTorch source: runs it in our interpreter and gives the models that it holds. */
import * as l10n from '@vscode/l10n';
import { Lines } from '../lines';
import { BUILTINS } from '../python/builtins';
import { pause } from '../python/builtins/pace';
import { Run } from '../python/interpreter/index';
import type { Step } from '../python/steps';
import type { ParseResult } from '../result';
import { readAnswered } from './models/answers';
import { findModels } from './models/found';
import { stoppedAtMistake } from './models/mistakes';
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
import { unmadeGraph } from './models/unmade';
import { PYTORCH_LIBRARY } from './library';
import { Torch } from './tape';

export type { PythonSource, ReadOptions } from './models/source';

/** For each part of the work (the script, a function of it, a model), and for all of them. */
const LIMITS = { operations: 1_000_000, total: 2_500_000 };

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
  yield* pause();
  const report = new Report(session);
  report.syntax();
  torch.findings.forEach((finding) => report.finding(finding));
  const models: ParseResult['models'][number][] = [];
  yield* pause();
  const found = (yield* findModels(session)).slice(0, MOST_MODELS);
  const remembered = options.invocations ?? {};
  const refused: Record<string, string> = {};
  for (const model of found) {
    torch.standIns = standIns;
    const alone = found.length === 1;
    const answer = remembered[model.name];
    const read = yield* guarded(readAnswered(session, model, standIns, answer, alone));
    if ('bug' in read) {
      report.bug(model.name, read.bug, model.place);
      continue;
    }
    models.push(stoppedAtMistake(read.graph ?? unmadeGraph(model, read), model, found, session));
    if (read.refused !== null && answer !== undefined) {
      refused[model.name] = read.refused;
      report.refused(model, answer, read.refused);
    }
    read.findings.forEach((finding) => report.finding(finding));
    report.model(model, read);
    report.notes(read.notes);
  }
  for (const { error, place } of run.bugs) report.bug(l10n.t('This statement'), error, place);
  report.notes(run.notes);
  return { models, problems: report.list(), refused };
}

/** The result, or the mistake of ours that came in its way. */
function* guarded<T>(steps: Step<T>): Step<T | { readonly bug: unknown }> {
  try {
    return yield* steps;
  } catch (bug) {
    return { bug };
  }
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
