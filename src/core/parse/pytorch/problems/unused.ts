/** Layers and parameters that a class sets and nothing uses. */
import * as l10n from '@vscode/l10n';
import { expressionsIn, lastWord } from '../models/walk';
import { isParameter, sourceKey } from '../graph/names';
import { Tensor, type Finding } from '../tape';
import {
  readings,
  isModule,
  parametersIn,
  partsOf,
  settingOf,
  textsIn,
  type OwnModule,
} from './classes';
import { placeIn } from './code';
import { warning, type Facts } from './facts';

/** What the run used, and the texts of the file. */
interface Uses {
  readonly called: ReadonlySet<unknown>;
  readonly read: ReadonlySet<unknown>;
  readonly texts: ReadonlySet<string>;
}

const uses = new WeakMap<Facts, Uses>();

/** Looked up once for all modules of a model. */
function usesIn(facts: Facts): Uses {
  let found = uses.get(facts);
  if (found) return found;
  const called = new Set<unknown>();
  const read = new Set<unknown>();
  for (const { calls, inputs, weights } of facts.torch.tape) {
    for (const { module } of calls) called.add(module);
    for (const ref of inputs) read.add(sourceKey(ref));
    for (const ref of weights.values()) read.add(sourceKey(ref));
  }
  uses.set(facts, (found = { called, read, texts: textsIn(facts) }));
  return found;
}

/** Findings on what the model's call did not use and no code names. */
export function unusedParts(own: OwnModule, facts: Facts): Finding[] {
  const { graph } = facts;
  if (!graph || graph.stoppedAt || reachesByName(own)) return [];
  const { called, read, texts } = usesIn(facts);
  const named = new Set(readings(own, facts).map(({ name }) => name));
  const isUsed = (tensor: Tensor): boolean => read.has(sourceKey(tensor.ref));
  const idle = (name: string): boolean => !named.has(name) && !texts.has(name);
  const layers = partsOf(own.module, '_modules').filter(([name, part]) => {
    if (!isModule(part) || called.has(part) || !idle(name)) return false;
    const parameters = parametersIn(part);
    return parameters.length > 0 && !parameters.some(isUsed);
  });
  const parameters = partsOf(own.module, '_parameters').filter(
    ([name, each]) => each instanceof Tensor && isParameter(each) && !isUsed(each) && idle(name),
  );
  return [
    ...layers.flatMap(([name]) =>
      at(own, name, l10n.t('The layer "{0}" is defined but never used.', name)),
    ),
    ...parameters.flatMap(([name]) =>
      at(own, name, l10n.t('The parameter "{0}" is defined but never used.', name)),
    ),
  ];
}

function at(own: OwnModule, name: string, message: string): Finding[] {
  const setting = settingOf(own, name);
  return setting ? [warning('unused-layer', placeIn(own, setting.target), message)] : [];
}

const WALKS: ReadonlySet<string> = new Set(['children', 'named_children', '_modules', '__dict__']);

/** True where parts may be reached without being named. */
function reachesByName({ family }: OwnModule): boolean {
  return family.some(({ body }) => {
    for (const { name } of expressionsIn(body, 'attribute')) if (WALKS.has(name)) return true;
    for (const { callee } of expressionsIn(body, 'call')) {
      const word = lastWord(callee);
      if (word === 'getattr' || word === 'vars' || word === 'eval' || word === 'exec') return true;
    }
    return false;
  });
}
