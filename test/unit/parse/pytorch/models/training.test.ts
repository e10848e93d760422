/** Loss, optimizer, seed and mode, as the script uses them or as its code says without being run. */
import { describe, expect, it } from 'vitest';
import type { ModelGraph } from '../../../../../src/core/model/graph';
import { readTorch } from '../../../../support/models';

const HEAD = `import torch
import torch.nn as nn
import torch.nn.functional as F
class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.fc = nn.Linear(4, 3)
    def forward(self, x):
        return self.fc(x)
`;
const first = (script: string): ModelGraph => readTorch(HEAD + script).models[0]!;
/** Code and place of what was assumed. */
const assumed = ({ assumptions }: ModelGraph): string[] => assumptions.map(({ code }) => code);

describe('a script that is run', () => {
  const model = first(`torch.manual_seed(4)
net = Net()
optimizer = torch.optim.Adam(net.parameters(), lr=0.02, weight_decay=0.1)
criterion = nn.CrossEntropyLoss(label_smoothing=0.1)
x, y = torch.randn(6, 4), torch.randint(0, 3, (6,))
for epoch in range(1000):
    optimizer.zero_grad()
    loss = criterion(net(x), y)
    loss.backward()
    optimizer.step()
net.eval()
print(net(x))
`);

  it('gives all, and nothing is assumed', () => {
    expect(assumed(model)).toEqual([]);
    expect(model.seed).toBe(4);
    expect(model.mode).toBe('train');
    expect(model.loss).toMatchObject({
      kind: 'cross_entropy',
      labelSmoothing: 0.1,
      range: { startLine: 16 },
    });
    expect(model.optimizer).toMatchObject({
      kind: 'adam',
      lr: 0.02,
      weightDecay: 0.1,
      range: { startLine: 11 },
    });
    expect(model.data).toMatchObject({ kind: 'script' });
  });

  it('may compute the loss by itself, of several outputs', () => {
    const { loss, nodes } = first(`net = Net()
y = net(torch.randn(2, 4))
loss = (y ** 2).mean() + y.abs().sum()
loss.backward()
`);
    expect(loss.kind).toBe('output');
    expect(nodes.at(-1)).toMatchObject({ type: '+', outputShape: [] });
  });

  it('may use the model for evaluation only', () => {
    expect(first('net = Net()\nnet.eval()\nnet(torch.randn(2, 4))\n').mode).toBe('eval');
  });

  it('counts the call that is trained, not one before', () => {
    const { nodes } = first(`net = Net()
net(torch.randn(1, 4))
F.mse_loss(net(torch.randn(5, 4)), torch.zeros(5, 3)).backward()
`);
    expect(nodes[0]!.outputShape).toEqual([5, 4]);
  });

  it('gives each of two models its own loss and optimizer', () => {
    const { models } = readTorch(`${HEAD}class Other(Net):
    def forward(self, x):
        return torch.sigmoid(self.fc(x))
a, b = Net(), Other()
opt_a = torch.optim.SGD(a.parameters(), lr=0.1)
opt_b = torch.optim.RMSprop(b.parameters(), lr=0.2)
F.mse_loss(a(torch.ones(1, 4)), torch.zeros(1, 3)).backward()
F.binary_cross_entropy(b(torch.ones(1, 4)), torch.zeros(1, 3)).backward()
`);
    expect(
      models.map(({ name, loss, optimizer }) => [name, loss.kind, optimizer.kind, optimizer.lr]),
    ).toEqual([
      ['Net', 'mse', 'sgd', 0.1],
      ['Other', 'bce', 'rmsprop', 0.2],
    ]);
  });

  it('does not take a loss for that of a model from which it is detached', () => {
    const { models } = readTorch(`${HEAD}class Judge(nn.Module):
    def __init__(self):
        super().__init__()
        self.fc = nn.Linear(3, 1)
    def forward(self, x):
        return self.fc(x)
maker, judge = Net(), Judge()
made = maker(torch.randn(2, 4))
judge(made.detach()).mean().backward()
(judge(made) * 2).sum().backward()
`);
    expect(models.map(({ name, nodes }) => [name, nodes.at(-1)!.type])).toEqual([
      ['Net', 'sum'],
      ['Judge', 'mean'],
    ]);
  });
});

describe('a function that nobody calls', () => {
  it('is run with the model in its place', () => {
    const model = first(`def train(model, loader, lr=0.3):
    optimizer = torch.optim.SGD(model.parameters(), lr=lr)
    for x, y in loader:
        optimizer.zero_grad()
        loss = F.cross_entropy(model(x) * 2, y)
        loss.backward()
        optimizer.step()
`);
    expect(model.nodes.map(({ type }) => type)).toEqual(['input', 'Linear', '*']);
    expect(model.loss).toMatchObject({ kind: 'cross_entropy', range: { startLine: 13 } });
    expect(model.optimizer).toMatchObject({ kind: 'sgd', lr: 0.3, range: { startLine: 10 } });
    expect(assumed(model)).toEqual(['input', 'seed']);
  });

  it('tells its loss and its optimizer even where it cannot be run', () => {
    const model = first(`class Trainer:
    def __init__(self, net, rate=0.7):
        self.criterion = nn.L1Loss(reduction='sum')
        self.optimizer = torch.optim.Adagrad(net.parameters(), lr=rate)
`);
    expect(model.loss).toMatchObject({ kind: 'l1', reduction: 'sum', range: { startLine: 11 } });
    expect(model.optimizer).toMatchObject({ kind: 'adagrad', lr: 0.7, range: { startLine: 12 } });
  });
});

describe('a Lightning module', () => {
  it('is trained by its own steps', () => {
    const { models } = readTorch(`import torch
import torch.nn as nn
import torch.nn.functional as F
import pytorch_lightning as pl
class Lit(pl.LightningModule):
    def __init__(self):
        super().__init__()
        self.fc = nn.Linear(4, 3)
    def forward(self, x):
        return self.fc(x)
    def training_step(self, batch, batch_idx):
        x, y = batch
        loss = F.cross_entropy(self(x) * 3, y)
        self.log('loss', loss)
        return loss
    def configure_optimizers(self):
        return torch.optim.AdamW(self.parameters(), lr=0.4)
`);
    expect(models[0]!.nodes.map(({ type }) => type)).toEqual(['input', 'Linear', '*']);
    expect(models[0]!.loss).toMatchObject({ kind: 'cross_entropy', range: { startLine: 12 } });
    expect(models[0]!.optimizer).toMatchObject({
      kind: 'adamw',
      lr: 0.4,
      range: { startLine: 16 },
    });
  });
});

describe('the training step of a Lightning module', () => {
  const lit = (
    step: string,
    { forward = 'return self.encoder(x)', script = '' } = {},
  ): ModelGraph =>
    readTorch(`import torch
import torch.nn as nn
import torch.nn.functional as F
import lightning as L
from torch.utils.data import DataLoader, TensorDataset
class Lit(L.LightningModule):
    def __init__(self):
        super().__init__()
        self.encoder = nn.Linear(4, 2)
        self.decoder = nn.Linear(2, 4)
    def forward(self, x):
        ${forward}
    def training_step(self, batch, batch_idx):
${step.replace(/^/gm, '        ')}
    def configure_optimizers(self):
        optimizer = torch.optim.Adam(self.parameters(), lr=0.25)
        return {'optimizer': optimizer, 'lr_scheduler': None}
${script}`).models[0]!;
  const STEP = `x, _ = batch
x_hat = self.decoder(self.encoder(x))
loss = F.mse_loss(x_hat, x)
return loss`;
  const FIT =
    'L.seed_everything(3)\ndata = TensorDataset(torch.randn(9, 4), torch.zeros(9))\nL.Trainer().fit(Lit(), DataLoader(data, batch_size=3))\n';

  it('is what is shown, with the batch of the loader, its loss and its optimizer', () => {
    const model = lit(STEP, { script: FIT });
    expect(model.nodes.filter(({ op }) => op.type === 'linear').map(({ id }) => id)).toEqual([
      'encoder',
      'decoder',
    ]);
    expect(model.nodes.at(-1)!.outputShape).toEqual([3, 4]);
    expect(model.loss).toMatchObject({ kind: 'mse', range: { startLine: 15 } });
    expect(model.optimizer).toMatchObject({ kind: 'adam', lr: 0.25 });
    expect(assumed(model)).toEqual([]);
    expect(model.seed).toBe(3);
    expect(model.invocation).toBe('Lit()');
  });

  it('may give a dict, and take the batch apart by its places', () => {
    const step = `out = self.decoder(self(batch[0]))
return {'loss': F.l1_loss(out, batch[0]), 'out': out}`;
    for (const script of ['', FIT]) {
      const model = lit(step, { script });
      expect(model.loss.kind).toBe('l1');
      expect(model.nodes.map(({ id }) => id)).toEqual(
        expect.arrayContaining(['encoder', 'decoder']),
      );
    }
  });

  it('is fed as forward is where there is no fit, with a target that fits', () => {
    const model = lit(`x, y = batch
logits = self.decoder(self.encoder(x))
return F.cross_entropy(logits, y)`);
    expect(model.nodes.map(({ id, outputShape }) => [id, outputShape])).toEqual([
      ['x', [1, 4]],
      ['encoder', [1, 2]],
      ['decoder', [1, 4]],
    ]);
    expect(model.loss).toMatchObject({ kind: 'cross_entropy', range: { startLine: 15 } });
    expect(model.targetShape).toEqual([1]);
    expect(model.optimizer).toMatchObject({ kind: 'adam', lr: 0.25 });
    expect(model.invocation).toBe('Lit(), input=(1, 4)');
    expect(assumed(model)).toContain('input');
  });

  it('is fed by the loader of the module itself', () => {
    const loader = `return DataLoader(TensorDataset(torch.randn(8, 4), torch.zeros(8)), batch_size=5)`;
    const model = lit(STEP, { script: `    def train_dataloader(self):\n        ${loader}\n` });
    expect(model.nodes.find(({ id }) => id === 'decoder')!.outputShape).toEqual([5, 4]);
    expect(assumed(model)).not.toContain('input');
  });

  it('needs no forward beside it', () => {
    const { models } = readTorch(`import torch, torch.nn as nn
import pytorch_lightning as pl
class Lit(pl.LightningModule):
    def __init__(self, net):
        super().__init__()
        self.net = net
    def training_step(self, batch):
        return self.net(batch['x']).sum()
lit = Lit(nn.Linear(6, 2))
pl.Trainer().fit(lit, torch.utils.data.DataLoader([{'x': torch.ones(6)}, {'x': torch.zeros(6)}], batch_size=2))
`);
    expect(models.map(({ name, nodes }) => [name, nodes.map(({ id }) => id)])).toEqual([
      ['Lit', ['x', 'net', 'sum']],
    ]);
  });

  it('that goes back by itself ends with the loss of its first optimizer', () => {
    const model = lit(
      `x, _ = batch
first, second = self.optimizers()
loss = self.encoder(x).pow(2).mean()
self.manual_backward(loss)
first.step()
second.zero_grad()
self.manual_backward(self.decoder(self.encoder(x)).sum())
second.step()`,
      {
        script: `    def optimizers(self):
        return [torch.optim.SGD(each.parameters(), lr=0.5) for each in (self.encoder, self.decoder)]
${FIT}`,
      },
    );
    expect(model.nodes.map(({ id }) => id)).toEqual(['x', 'encoder', 'pow', 'mean']);
    expect(model.loss.kind).toBe('output');
  });

  it('gives way to forward where it cannot be followed, and says so', () => {
    const model = lit('return self.loss_of(batch)');
    expect(model.nodes.map(({ id }) => id)).toEqual(['x', 'encoder']);
    expect(model.assumptions.find(({ code }) => code === 'step')!.message).toBe(
      "training_step cannot be followed, so that forward alone is shown: AttributeError: 'Lit' object has no attribute 'loss_of'",
    );
  });
});

describe('a file without any of it', () => {
  it('has what is assumed listed', () => {
    const model = first('');
    expect(assumed(model)).toEqual(['input', 'loss', 'optimizer', 'seed']);
    expect(model.loss.range).toBeNull();
    expect(model.optimizer.range).toBeNull();
    expect(model.seed).toBe(0);
  });
});
