/** Graphics cards and other devices, which are never there: `torch.cuda`, `torch.backends`, `torch.mps` … */
import type { NativeModule } from '../../../python/interpreter';
import { PyTuple } from '../../../python/values';
import { AMP, AUTOCAST, GRAD_SCALER_SOURCE } from './mixed-precision';
import { contextClass, giving, inert } from './inert';

const DEVICE_FUNCTIONS = {
  ...giving({
    is_available: false,
    is_initialized: false,
    is_bf16_supported: false,
    device_count: 0n,
    current_device: 0n,
    memory_allocated: 0n,
    max_memory_allocated: 0n,
    memory_reserved: 0n,
    max_memory_reserved: 0n,
    memory_cached: 0n,
    max_memory_cached: 0n,
    get_device_name: 'cpu',
    get_device_capability: new PyTuple([0n, 0n]),
  }),
  ...inert([
    'init',
    'manual_seed',
    'manual_seed_all',
    'seed',
    'seed_all',
    'set_device',
    'synchronize',
    'empty_cache',
    'ipc_collect',
    'set_rng_state',
    'set_rng_state_all',
    'reset_peak_memory_stats',
    'reset_max_memory_allocated',
    'reset_accumulated_memory_stats',
    'set_per_process_memory_fraction',
    'set_stream',
  ]),
  device: contextClass('device', 'torch.cuda'),
  stream: contextClass('stream', 'torch.cuda'),
};

const EVENTS = `
from torch import FloatTensor, DoubleTensor, HalfTensor, BFloat16Tensor, BoolTensor
from torch import ByteTensor, CharTensor, ShortTensor, IntTensor, LongTensor

class Stream:
    def __init__(self, *args, **kwargs):
        pass
    def synchronize(self):
        pass
    def wait_stream(self, stream):
        pass
    def wait_event(self, event):
        pass
    def record_event(self, event=None):
        return event or Event()
    def __enter__(self):
        return self
    def __exit__(self, *args):
        pass

class Event:
    def __init__(self, *args, **kwargs):
        pass
    def record(self, stream=None):
        pass
    def wait(self, stream=None):
        pass
    def synchronize(self):
        pass
    def query(self):
        return True
    def elapsed_time(self, end):
        return 0.0

def current_stream(device=None):
    return Stream()

def default_stream(device=None):
    return Stream()
`;

const DEVICE: NativeModule = { attributes: DEVICE_FUNCTIONS, source: EVENTS, open: true };

/** A part of `torch.backends`, of which anything can be set. */
const BACKEND: NativeModule = {
  attributes: {
    ...giving({ is_available: false, is_built: false, version: null }),
    ...inert(['enable_flash_sdp', 'enable_math_sdp', 'enable_mem_efficient_sdp']),
    deterministic: false,
    benchmark: false,
    enabled: true,
    allow_tf32: true,
    flags: contextClass('flags', 'torch.backends'),
    sdp_kernel: contextClass('sdp_kernel', 'torch.backends.cuda'),
  },
  open: true,
};

/** Modules by their full names. */
export const DEVICES: readonly (readonly [string, NativeModule])[] = [
  ['torch.cuda', DEVICE],
  ['torch.cuda.amp', AMP],
  ['torch.cuda.random', { attributes: DEVICE_FUNCTIONS, open: true }],
  ['torch.mps', DEVICE],
  ['torch.xpu', DEVICE],
  ['torch.cpu', DEVICE],
  ['torch.cpu.amp', AMP],
  ['torch.amp', AMP],
  ['torch.amp.autocast_mode', { attributes: { autocast: AUTOCAST } }],
  ['torch.amp.grad_scaler', { source: GRAD_SCALER_SOURCE }],
  ['torch.cuda.amp.autocast_mode', { attributes: { autocast: AUTOCAST } }],
  ['torch.cuda.amp.grad_scaler', { source: GRAD_SCALER_SOURCE }],
  ['torch.backends', { open: true }],
  ...['cudnn', 'cuda', 'cuda.matmul', 'mps', 'mkl', 'mkldnn', 'openmp', 'cpu', 'opt_einsum'].map(
    (name) => [`torch.backends.${name}`, BACKEND] as const,
  ),
  [
    'torch.nn.attention',
    {
      attributes: { sdpa_kernel: contextClass('sdpa_kernel', 'torch.nn.attention') },
      source: `
class SDPBackend:
    ERROR = -1
    MATH = 0
    FLASH_ATTENTION = 1
    EFFICIENT_ATTENTION = 2
    CUDNN_ATTENTION = 3
    OVERRIDEABLE = 4
`,
      open: true,
    },
  ],
];
