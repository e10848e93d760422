/** Devices, mixed precision, checkpoints and other tools change nothing. */
import { expect, it } from 'vitest';
import { numbers, runWell, shown } from './evaluate';

it.each([
  ['torch.cuda.is_available()', 'False'],
  ['torch.cuda.device_count()', '0'],
  ['torch.backends.mps.is_available()', 'False'],
  ['torch.backends.cudnn.enabled', 'True'],
  ['torch.distributed.is_initialized()', 'False'],
  ['torch.jit.is_scripting()', 'False'],
  ['torch.compiler.is_compiling()', 'False'],
])('%s', (expression, wanted) => {
  expect(shown(expression)).toBe(wanted);
});

it('takes settings', () => {
  const { globals } = runWell(`
torch.backends.cudnn.benchmark = True
torch.backends.cuda.matmul.allow_tf32 = True
torch.cuda.manual_seed_all(1)
torch.cuda.empty_cache()
kept = torch.backends.cudnn.benchmark
`);
  expect(globals.get('kept')).toBe(true);
});

it('computes in full precision under autocast, and scales by 1', () => {
  const { globals, torch } = runWell(`
from torch.cuda.amp import autocast, GradScaler
scaler = GradScaler()
m = nn.Linear(3, 2)
o = optim.SGD(m.parameters(), lr=0.1)
for step in range(5):
    with autocast():
        loss = m(t(4, 3)).sum()
    with torch.autocast('cuda', dtype=torch.float16):
        pass
    scaler.scale(loss).backward()
    scaler.unscale_(o)
    scaler.step(o)
    scaler.update()
same = scaler.scale(loss) is loss
dtype = loss.dtype == torch.float32
`);
  expect([globals.get('same'), globals.get('dtype'), globals.get('step')]).toEqual([
    true,
    true,
    0n,
  ]);
  expect(torch.backwards).toHaveLength(1);
});

it('runs what is under a checkpoint', () => {
  expect(
    numbers(
      'torch.utils.checkpoint.checkpoint(lambda a, b: a * b, torch.tensor([1., 2.]), 3, use_reentrant=False)',
    ),
  ).toEqual([3, 6]);
  expect(
    numbers(
      'torch.utils.checkpoint.checkpoint_sequential([torch.neg, torch.abs], 2, torch.tensor([1., 2.]))',
    ),
  ).toEqual([1, 2]);
});

it('calls a model that is traced or exported, with its examples', () => {
  const { torch } = runWell(`
m = nn.Linear(3, 2)
traced = torch.jit.trace(m, t(1, 3))
torch.onnx.export(m, t(5, 3), 'model.onnx')
`);
  expect(torch.rootCalls.map(({ module }) => module.cls.name)).toEqual(['Linear', 'Linear']);
});

it('writes no logs and profiles', () => {
  const { globals } = runWell(`
from torch.utils.tensorboard import SummaryWriter
from torch.profiler import profile, record_function, ProfilerActivity
with SummaryWriter('runs') as writer:
    writer.add_scalar('loss', 1.0, 0)
with profile(activities=[ProfilerActivity.CPU]) as p:
    with record_function('forward'):
        x = t(3)
    p.step()
@torch.jit.ignore
def f():
    return 1
@torch.compiler.disable
def g():
    return 2
result = f() + g()
`);
  expect(globals.get('result')).toBe(3n);
});

it('has distributions', () => {
  expect(
    numbers('torch.distributions.Normal(t(3), 2.).log_prob(torch.tensor([0., 1., 2.]))'),
  ).toEqual([-1.8732, -1.6424, -1.6669]);
  expect(
    numbers(
      'torch.distributions.kl_divergence(torch.distributions.Normal(t(2), 2.), torch.distributions.Normal(0., 1.))',
    ),
  ).toEqual([1.8514, 1.9208]);
  expect(
    numbers('torch.distributions.Categorical(logits=t(2,3)).log_prob(torch.tensor([0, 2]))'),
  ).toEqual([-1.0806, -1.7011]);
});
