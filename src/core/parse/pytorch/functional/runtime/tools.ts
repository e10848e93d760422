/** Tools around a model that do not change what it computes: checkpoints, profiles, logs, compilers, several processes. */
import type { NativeModule } from '../../../python/interpreter';
import { PyClass } from '../../../python/values';
import { MODULE_CLASS } from '../../tape';
import { unavailable } from '../unavailable';
import { contextClass, decorator, giving, inert } from './inert';

const CHECKPOINT: NativeModule = {
  source: `
def checkpoint(function, *args, use_reentrant=None, context_fn=None, determinism_check=None, debug=None,
               early_stop=None, preserve_rng_state=True, **kwargs):
    return function(*args, **kwargs)

def checkpoint_sequential(functions, segments, input, use_reentrant=None, **kwargs):
    for function in functions:
        input = function(input)
    return input
`,
  open: true,
};

const WRITER: NativeModule = {
  source: `
def _nothing(*args, **kwargs):
    pass

class SummaryWriter:
    def __init__(self, *args, **kwargs):
        pass
    def __getattr__(self, name):
        return _nothing
    def __enter__(self):
        return self
    def __exit__(self, *args):
        pass
`,
};

const PROFILER: NativeModule = {
  attributes: {
    record_function: contextClass('record_function', 'torch.profiler'),
    ...inert(['schedule', 'tensorboard_trace_handler']),
  },
  source: `
class profile:
    def __init__(self, *args, **kwargs):
        pass
    def __enter__(self):
        return self
    def __exit__(self, *args):
        pass
    def start(self):
        pass
    def stop(self):
        pass
    def step(self):
        pass
    def export_chrome_trace(self, path):
        pass

class ProfilerActivity:
    CPU = 0
    CUDA = 2
`,
  open: true,
};

/** Tracing calls the model with its examples, as PyTorch does. */
const JIT: NativeModule = {
  attributes: {
    ...Object.fromEntries(
      ['script', 'export', 'ignore', 'unused', 'script_method', 'script_if_tracing', 'interface']
        .concat(['freeze', 'optimize_for_inference', '_overload', '_overload_method'])
        .map((name) => [name, decorator(name)]),
    ),
    ...giving({ is_scripting: false, is_tracing: false }),
    ...inert(['save', 'enable_onednn_fusion', 'set_fusion_strategy']),
    ...unavailable('jit', ['load']),
    optimized_execution: contextClass('optimized_execution', 'torch.jit'),
    ScriptModule: new PyClass('ScriptModule', [MODULE_CLASS], { module: 'torch.jit' }),
  },
  source: `
from typing import Final

def trace(func, example_inputs=None, *args, example_kwarg_inputs=None, **kwargs):
    if example_kwarg_inputs is not None:
        func(**example_kwarg_inputs)
    elif isinstance(example_inputs, (tuple, list)):
        func(*example_inputs)
    else:
        func(example_inputs)
    return func

def annotate(the_type, the_value):
    return the_value

def fork(func, *args, **kwargs):
    return func(*args, **kwargs)

def wait(future):
    return future
`,
  open: true,
};

const ONNX: NativeModule = {
  attributes: giving({ is_in_onnx_export: false }),
  source: `
def export(model, args=(), f=None, *rest, kwargs=None, **options):
    inputs = args if isinstance(args, (tuple, list)) else (args,)
    training = model.training
    model.eval()
    model(*inputs, **(kwargs or {}))
    model.train(training)
`,
  open: true,
};

const COMPILER: NativeModule = {
  attributes: {
    ...giving({ is_compiling: false, is_dynamo_compiling: false, is_exporting: false }),
    ...inert(['reset', 'cudagraph_mark_step_begin', 'graph_break', 'mark_dynamic']),
    ...Object.fromEntries(
      ['disable', 'allow_in_graph', 'optimize', 'assume_constant_result'].map((name) => [
        name,
        decorator(name),
      ]),
    ),
  },
  open: true,
};

/** One process, the first of one. */
const DISTRIBUTED: NativeModule = {
  attributes: {
    ...giving({
      is_available: true,
      is_initialized: false,
      is_nccl_available: false,
      is_torchelastic_launched: false,
      get_rank: 0n,
      get_world_size: 1n,
      get_backend: 'gloo',
    }),
    ...inert([
      'init_process_group',
      'destroy_process_group',
      'barrier',
      'all_reduce',
      'all_gather',
      'all_gather_object',
      'all_gather_into_tensor',
      'reduce',
      'reduce_scatter',
      'broadcast',
      'broadcast_object_list',
      'new_group',
      'send',
      'recv',
    ]),
  },
  source: `
class ReduceOp:
    SUM = 0
    AVG = 1
    PRODUCT = 2
    MIN = 3
    MAX = 4
`,
  open: true,
};

/** Other classes that behave like tensors, of which there are none. */
export const OVERRIDES = giving({
  has_torch_function: false,
  has_torch_function_unary: false,
  has_torch_function_variadic: false,
  is_tensor_like: false,
});

/** Modules by their full names. */
export const TOOLS: readonly (readonly [string, NativeModule])[] = [
  ['torch.utils', { open: true }],
  ['torch.utils.checkpoint', CHECKPOINT],
  ['torch.utils.tensorboard', WRITER],
  ['torch.utils.tensorboard.writer', WRITER],
  ['tensorboardX', WRITER],
  ['torch.profiler', PROFILER],
  ['torch.autograd.profiler', PROFILER],
  ['torch.jit', JIT],
  ['torch.onnx', ONNX],
  ['torch.compiler', COMPILER],
  ['torch._dynamo', COMPILER],
  ['torch.distributed', DISTRIBUTED],
  ['torch.overrides', { attributes: OVERRIDES, open: true }],
  ['torch._jit_internal', { open: true }],
  ['torch.utils.model_zoo', { attributes: unavailable('utils.model_zoo', ['load_url']) }],
  [
    'torch.hub',
    { attributes: unavailable('hub', ['load', 'load_state_dict_from_url']), open: true },
  ],
];
