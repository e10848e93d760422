/** Layers that learn the number of their inputs at their first call. PyTorch: `nn.LazyLinear`, `nn.LazyConv2d`, `nn.LazyBatchNorm2d` … */
import type { Interpreter, Keywords } from '../../../python/interpreter';
import { native, nativeClass, type Bound } from '../../../python/native';
import { readSignature } from '../../../python/signature';
import type { Step } from '../../../python/steps';
import { PyClass, PyDict, type PyInstance, type Value } from '../../../python/values';
import { tensorOf } from '../../read';
import { PARAMETER, Tensor } from '../../tape';
import { selfOf } from '../module/arguments';
import { initialize, nameOf, parts, setPart, type PartKind } from '../module/parts';
import { newParameter } from '../state';
import { TRACKED, trackedParameters } from './batch-norm';
import {
  CONVOLUTION_PARAMETERS,
  CONVOLUTIONS,
  TRANSPOSED,
  TRANSPOSED_PARAMETERS,
} from './convolution';
import { LINEAR, LINEAR_ROW } from './linear';

/** `nn.parameter.UninitializedParameter` */
export const UNINITIALIZED = new PyClass('UninitializedParameter', [PARAMETER], {
  module: 'torch.nn',
});

/** Under this name a lazy layer keeps its arguments. */
const ARGUMENTS = '_lazy_arguments';

/** A parameter or buffer that gets its shape at the first call. */
function placeholder(kind: PartKind): Tensor {
  const tensor = newParameter([0], 'float32');
  tensor.requiresGrad = kind === '_parameters';
  if (kind === '_parameters') tensor.cls = UNINITIALIZED;
  return tensor;
}

/** Parameters and buffers that a class of layers has, by the arguments that they depend on. */
interface LazyParts {
  /** What is left out of the parameters, and worked out. */
  readonly counted: string;
  readonly parts: readonly (readonly [kind: PartKind, name: string, when: string | null])[];
  /** The dimension of the input that is counted. */
  readonly dim: number;
}

const WEIGHT_AND_BIAS: LazyParts['parts'] = [
  ['_parameters', 'weight', null],
  ['_parameters', 'bias', 'bias'],
];

const TRACKED_PARTS: LazyParts['parts'] = [
  ['_parameters', 'weight', 'affine'],
  ['_parameters', 'bias', 'affine'],
  ['_buffers', 'running_mean', 'track_running_stats'],
  ['_buffers', 'running_var', 'track_running_stats'],
];

/** The lazy form of a class of layers with these parameters. */
function lazyForm(cls: PyClass, text: string, lazy: LazyParts): PyClass {
  const parameters = text.replace(`${lazy.counted}, `, '');
  const init = cls.attributes.get('__init__')!;
  const own = native(`__init__(self, ${parameters})`, (bound) => {
    prepare(selfOf(bound), parameters, bound, lazy);
    return null;
  });
  const forward = native('forward(self, input)', function* (bound, interpreter) {
    const module = selfOf(bound);
    const x = tensorOf(bound.get('input'), 'input', interpreter);
    const size = BigInt(x.shape.at(lazy.dim) ?? 0);
    yield* materialize(module, cls, init, new Map([[lazy.counted, size]]), interpreter);
    return yield* interpreter.callMethod(module, 'forward', [x]);
  });
  const attributes = { __init__: own, forward, cls_to_become: cls };
  return nativeClass(`Lazy${cls.name}`, { bases: [cls], module: 'torch.nn' }, attributes);
}

/** Keeps the arguments, and registers parameters that have no shape yet. */
function prepare(
  module: PyInstance,
  parameters: string,
  bound: Bound,
  { counted, parts: kinds }: LazyParts,
): void {
  initialize(module);
  const kept = new PyDict();
  for (const { name } of readSignature(parameters).parameters) {
    kept.set(name, bound.get(name));
    module.attributes.set(name, bound.get(name));
  }
  module.attributes.set(counted, 0n);
  module.attributes.set(ARGUMENTS, kept);
  for (const [kind, name, when] of kinds) {
    const wanted = when === null || bound.get(when) === true;
    setPart(module, kind, name, wanted ? placeholder(kind) : null);
  }
}

/** Makes the layer what it will be; its parameters stay the same objects. */
function* materialize(
  module: PyInstance,
  cls: PyClass,
  init: Value,
  counted: Keywords,
  interpreter: Interpreter,
): Step<void> {
  const kept = module.attributes.get(ARGUMENTS);
  const before = (['_parameters', '_buffers'] as const).map(
    (kind) => [kind, parts(module, kind).entries()] as const,
  );
  const training = module.attributes.get('training') ?? true;
  const keywords = new Map<string, Value>(counted);
  if (kept instanceof PyDict) {
    for (const [name, value] of kept.entries()) keywords.set(nameOf(name), value);
  }
  module.cls = cls;
  module.attributes.delete(ARGUMENTS);
  yield* interpreter.call(init, [module], keywords);
  module.attributes.set('training', training);
  for (const [kind, entries] of before) {
    for (const [name, tensor] of entries) {
      const made = parts(module, kind).get(name);
      if (!(made instanceof Tensor) || !(tensor instanceof Tensor)) continue;
      tensor.ref = made.ref;
      tensor.cls = made.cls;
      parts(module, kind).set(name, tensor);
    }
  }
}

/** Lazy forms of linear layers, convolutions and normalization. */
export const LAZY: readonly PyClass[] = [
  lazyForm(LINEAR, LINEAR_ROW.parameters, {
    counted: 'in_features',
    parts: WEIGHT_AND_BIAS,
    dim: -1,
  }),
  ...[...CONVOLUTIONS, ...TRANSPOSED].map((cls, i) =>
    lazyForm(cls, i < 3 ? CONVOLUTION_PARAMETERS : TRANSPOSED_PARAMETERS, {
      counted: 'in_channels',
      parts: WEIGHT_AND_BIAS,
      dim: -2 - (i % 3),
    }),
  ),
  ...TRACKED.filter(({ name }) => name !== 'SyncBatchNorm').map((cls) =>
    lazyForm(cls, trackedParameters(cls.name.startsWith('Batch')), {
      counted: 'num_features',
      parts: TRACKED_PARTS,
      dim: 1,
    }),
  ),
];
