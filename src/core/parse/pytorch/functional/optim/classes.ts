/** The optimizers of torch.optim: their options with PyTorch's defaults. */
import type { Interpreter, NativeModule } from '../../../python/interpreter';
import { native, nativeClass, type Bound } from '../../../python/native';
import { readSignature } from '../../../python/signature';
import type { Step } from '../../../python/steps';
import { PyDict, PyTuple, type PyClass, type PyInstance, type Value } from '../../../python/values';
import { OPTIMIZER, setUp } from './optimizer';

const COMMON = 'maximize=False, foreach=None, differentiable=False';
const CAPTURED = `capturable=False, ${COMMON}`;

/** Parameters after `params`, in PyTorch's order. */
const OPTIONS: Readonly<Record<string, string>> = {
  ASGD: 'lr=0.01, lambd=0.0001, alpha=0.75, t0=1000000.0, weight_decay=0, foreach=None, maximize=False, differentiable=False, capturable=False',
  Adadelta: `lr=1.0, rho=0.9, eps=1e-06, weight_decay=0, foreach=None, *, capturable=False, maximize=False, differentiable=False`,
  Adafactor:
    'lr=0.01, beta2_decay=-0.8, eps=(None, 0.001), d=1.0, weight_decay=0.0, *, foreach=None, maximize=False',
  Adagrad:
    'lr=0.01, lr_decay=0, weight_decay=0, initial_accumulator_value=0, eps=1e-10, foreach=None, *, maximize=False, differentiable=False, fused=None',
  Adam: `lr=0.001, betas=(0.9, 0.999), eps=1e-08, weight_decay=0, amsgrad=False, *, ${CAPTURED}, fused=None, decoupled_weight_decay=False`,
  AdamW: `lr=0.001, betas=(0.9, 0.999), eps=1e-08, weight_decay=0.01, amsgrad=False, *, ${CAPTURED}, fused=None`,
  Adamax: `lr=0.002, betas=(0.9, 0.999), eps=1e-08, weight_decay=0, foreach=None, *, maximize=False, differentiable=False, capturable=False`,
  LBFGS:
    'lr=1, max_iter=20, max_eval=None, tolerance_grad=1e-07, tolerance_change=1e-09, history_size=100, line_search_fn=None',
  Muon: 'lr=0.001, weight_decay=0.1, momentum=0.95, nesterov=True, ns_coefficients=(3.4445, -4.775, 2.0315), eps=1e-07, ns_steps=5, adjust_lr_fn=None',
  NAdam: `lr=0.002, betas=(0.9, 0.999), eps=1e-08, weight_decay=0, momentum_decay=0.004, decoupled_weight_decay=False, *, ${CAPTURED}`,
  RAdam: `lr=0.001, betas=(0.9, 0.999), eps=1e-08, weight_decay=0, decoupled_weight_decay=False, *, ${CAPTURED}`,
  RMSprop:
    'lr=0.01, alpha=0.99, eps=1e-08, weight_decay=0, momentum=0, centered=False, capturable=False, foreach=None, maximize=False, differentiable=False',
  Rprop: `lr=0.01, etas=(0.5, 1.2), step_sizes=(1e-06, 50), *, ${CAPTURED}`,
  SGD: `lr=0.001, momentum=0, dampening=0, weight_decay=0, nesterov=False, *, ${COMMON}, fused=None`,
  SparseAdam: 'lr=0.001, betas=(0.9, 0.999), eps=1e-08, maximize=False',
};

/** What must not be negative, and what PyTorch calls it. */
const NEVER_NEGATIVE: Readonly<Record<string, string>> = {
  lr: 'learning rate',
  momentum: 'momentum value',
  weight_decay: 'weight_decay value',
  eps: 'epsilon value',
};

function optimizer(name: string, options: string): PyClass {
  const names = readSignature(options).parameters.map((parameter) => parameter.name);
  const init = native(`${name}.__init__(self, params, ${options})`, (bound, interpreter) =>
    begin(bound, names, interpreter),
  );
  return nativeClass(name, { bases: [OPTIMIZER], module: 'torch.optim' }, { __init__: init });
}

function* begin(bound: Bound, names: readonly string[], interpreter: Interpreter): Step<Value> {
  const defaults = new PyDict(names.map((name) => [name, bound.get(name)]));
  yield* check(defaults, interpreter);
  return yield* setUp(bound.get('self') as PyInstance, bound.get('params'), defaults, interpreter);
}

/** Raises ValueError for numbers that make no sense. */
function* check(options: PyDict, interpreter: Interpreter): Step<void> {
  for (const [name, words] of Object.entries(NEVER_NEGATIVE)) {
    const value = options.get(name);
    const negative =
      (typeof value === 'number' && value < 0) || (typeof value === 'bigint' && value < 0n);
    if (!negative) continue;
    interpreter.raise('ValueError', `Invalid ${words}: ${yield* interpreter.repr(value)}`);
  }
  const betas = options.get('betas');
  for (const [i, beta] of betas instanceof PyTuple ? betas.items.entries() : []) {
    const number = typeof beta === 'bigint' ? Number(beta) : beta;
    if (typeof number !== 'number' || (number >= 0 && number < 1)) continue;
    interpreter.raise(
      'ValueError',
      `Invalid beta parameter at index ${i}: ${yield* interpreter.repr(beta)}`,
    );
  }
  const still = options.get('momentum') === 0n || options.get('momentum') === 0;
  if (options.get('nesterov') === true && still) {
    interpreter.raise('ValueError', 'Nesterov momentum requires a momentum and zero dampening');
  }
}

/** Classes by their names. */
const OPTIMIZERS: Readonly<Record<string, PyClass>> = Object.fromEntries(
  Object.entries(OPTIONS).map(([name, options]) => [name, optimizer(name, options)]),
);

/** `torch.optim`, and its modules of one optimizer each: `torch.optim.adam`. */
export const OPTIM_MODULES: readonly (readonly [string, NativeModule])[] = [
  ['torch.optim', { attributes: { Optimizer: OPTIMIZER, ...OPTIMIZERS } }],
  ['torch.optim.optimizer', { attributes: { Optimizer: OPTIMIZER } }],
  ...Object.entries(OPTIMIZERS).map(
    ([name, cls]) =>
      [
        `torch.optim.${name.toLowerCase()}`,
        { attributes: { [name]: cls, Optimizer: OPTIMIZER } },
      ] as const,
  ),
];
