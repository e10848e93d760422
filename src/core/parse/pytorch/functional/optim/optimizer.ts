/** `torch.optim.Optimizer`: parameter groups and options are kept; steps compute nothing. */
import type { Interpreter } from '../../../python/interpreter';
import { native, nativeClass } from '../../../python/native';
import type { Step } from '../../../python/steps';
import type { PyInstance } from '../../../python/values';
import { DICT, PyDict, PyList, type Value } from '../../../python/values';
import { Torch } from '../../tape';
import { completeGroup, readGroups } from './groups';
import { groupDicts, LiveOptimizer, tensorsOf } from './made';

/** Gives a new optimizer its groups, and tells the tape of it. */
export function* setUp(
  self: PyInstance,
  params: Value,
  defaults: PyDict,
  interpreter: Interpreter,
): Step<null> {
  const state = new PyDict();
  state.factory = DICT;
  self.attributes.set('defaults', defaults);
  self.attributes.set('state', state);
  self.attributes.set('param_groups', new PyList([]));
  for (const group of yield* readGroups(params, interpreter)) {
    yield* addGroup(self, group, interpreter);
  }
  const made = new LiveOptimizer(self.cls.name, self, interpreter.place);
  records.set(self, made);
  Torch.of(interpreter).optimizers.push(made);
  return null;
}

function* addGroup(self: PyInstance, group: PyDict, interpreter: Interpreter): Step<null> {
  const groups = self.attributes.get('param_groups') as PyList;
  const defaults = self.attributes.get('defaults') as PyDict;
  groups.items.push(yield* completeGroup(group, defaults, groupDicts(self), interpreter));
  return null;
}

/** What the tape keeps of optimizers. */
const records = new WeakMap<PyInstance, LiveOptimizer>();

/** Remembers a step, and the options of the first one. */
function stepped(self: PyInstance, interpreter: Interpreter): void {
  const optimizer = records.get(self);
  if (!optimizer) return;
  optimizer.keep();
  const { steps, backwards, tape, draws } = Torch.of(interpreter);
  steps.push({
    optimizer,
    backwards: backwards.length,
    operations: tape.length,
    draws: draws.length,
    place: interpreter.place,
  });
}

/** `param_groups` with the numbers of tensors in the place of the tensors, as `state_dict` has it. */
function stateDict(self: PyInstance): PyDict {
  let count = 0n;
  const groups = groupDicts(self).map((group) => {
    const copy = new PyDict(group.entries());
    const tensors = group.get('params');
    const places = tensors instanceof PyList ? tensors.items.map(() => count++) : [];
    copy.set('params', new PyList(places));
    return copy;
  });
  return new PyDict([
    ['state', new PyDict()],
    ['param_groups', new PyList(groups)],
  ]);
}

function selfOf(value: Value): PyInstance {
  return value as PyInstance;
}

const inert = (signature: string) => native(signature, () => null);

/** `torch.optim.Optimizer` */
export const OPTIMIZER = nativeClass(
  'Optimizer',
  { module: 'torch.optim' },
  Object.fromEntries(
    [
      native('__init__(self, params, defaults)', (bound, interpreter) => {
        const defaults = bound.get('defaults');
        const options = defaults instanceof PyDict ? defaults : new PyDict();
        return setUp(selfOf(bound.get('self')), bound.get('params'), options, interpreter);
      }),
      native('step(self, closure=None, *args, **kwargs)', function* (bound, interpreter) {
        const self = selfOf(bound.get('self'));
        const closure = bound.get('closure');
        const loss = closure === null ? null : yield* interpreter.call(closure, []);
        stepped(self, interpreter);
        interpreter.leaveLoops += 1;
        return loss;
      }),
      native('add_param_group(self, param_group)', function* (bound, interpreter) {
        const group = bound.get('param_group');
        if (!(group instanceof PyDict)) {
          return interpreter.raise('TypeError', 'param_group must be a dict');
        }
        return yield* addGroup(selfOf(bound.get('self')), group, interpreter);
      }),
      native('state_dict(self)', (bound) => stateDict(selfOf(bound.get('self')))),
      native('zero_grad(self, set_to_none=True)', (bound, interpreter) => {
        const groups = groupDicts(selfOf(bound.get('self')));
        Torch.of(interpreter).clear(groups.flatMap(tensorsOf));
        return null;
      }),
      inert('load_state_dict(self, state_dict)'),
      inert('register_step_pre_hook(self, hook)'),
      inert('register_step_post_hook(self, hook)'),
    ].map((each) => [each.name, each]),
  ),
);
