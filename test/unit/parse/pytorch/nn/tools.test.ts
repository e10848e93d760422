/** Libraries around PyTorch: timm, Lightning, summaries, base classes of Hugging Face. */
import { describe, expect, it } from 'vitest';
import { runTorch } from '../../../../support/pytorch';

describe('Lightning', () => {
  const text = `
import torch
from torch import nn
import pytorch_lightning as pl
class Lit(pl.LightningModule):
    def __init__(self, hidden=8, lr=1e-3, **kwargs):
        super().__init__()
        self.save_hyperparameters(ignore=['lr'])
        self.first = nn.Linear(4, self.hparams.hidden)
    def forward(self, x):
        return self.first(x)
    def training_step(self, batch, batch_idx):
        x, y = batch
        loss = nn.functional.mse_loss(self(x), y)
        self.log('loss', loss)
        return {'loss': loss}
    def configure_optimizers(self):
        return torch.optim.Adam(self.parameters(), lr=0.5)
data = torch.utils.data.TensorDataset(torch.randn(6, 4), torch.randn(6, 16))
model = Lit(16, extra='e')
kept = dict(model.hparams)
pl.Trainer(max_epochs=3).fit(model, torch.utils.data.DataLoader(data, batch_size=3))
`;
  it('keeps hyperparameters', () => {
    const { repr, failures } = runTorch(text);
    expect(failures).toEqual([]);
    expect(repr('kept')).toBe("{'hidden': 16, 'extra': 'e'}");
  });

  it('makes one training step', () => {
    const { torch } = runTorch(text);
    expect(torch.rootCalls.map(({ module }) => module.cls.name)).toEqual(['Lit']);
    expect(torch.optimizers.map(({ name, options }) => [name, options.get('lr')])).toEqual([
      ['Adam', 0.5],
    ]);
    expect(torch.backwards).toHaveLength(1);
    expect(torch.tape.at(-1)).toMatchObject({ op: { type: 'loss' } });
  });
});

describe('summaries', () => {
  it.each([
    ['from torchsummary import summary', 'summary(net, (3, 8, 8))', [2, 3, 8, 8]],
    [
      'from torchsummary import summary',
      "summary(net, input_size=(3, 8, 8), device='cpu')",
      [2, 3, 8, 8],
    ],
    ['from torchinfo import summary', 'summary(net, (5, 3, 8, 8))', [5, 3, 8, 8]],
    [
      'from torchinfo import summary',
      'summary(net, input_size=(3, 8, 8), batch_dim=0)',
      [2, 3, 8, 8],
    ],
    ['from thop import profile', 'profile(net, inputs=(torch.randn(1, 3, 8, 8),))', [1, 3, 8, 8]],
    [
      'from ptflops import get_model_complexity_info',
      'get_model_complexity_info(net, (3, 8, 8))',
      [1, 3, 8, 8],
    ],
  ])('%s: %s calls the model', (head, call, shape) => {
    const { torch, failures } = runTorch(`
import torch
from torch import nn
${head}
net = nn.Sequential(nn.Conv2d(3, 4, 3))
${call}
`);
    expect(failures).toEqual([]);
    expect(torch.rootCalls.map(({ module }) => module.cls.name)).toEqual(['Sequential']);
    expect(torch.tape[0]!.inputs[0]!.shape).toEqual(shape);
  });
});

describe('timm', () => {
  it('has the blocks that model files take from it', () => {
    const { repr, failures, torch } = runTorch(`
import torch
from torch import nn
from timm.models.layers import DropPath, Mlp, PatchEmbed, to_2tuple, trunc_normal_
class Block(nn.Module):
    def __init__(self):
        super().__init__()
        self.patches = PatchEmbed(8, 4, 3, 6)
        self.mlp = Mlp(6, 12, drop=0.1)
        self.path = DropPath(0.2)
        trunc_normal_(self.mlp.fc1.weight, std=0.02)
    def forward(self, x):
        x = self.patches(x)
        return x + self.path(self.mlp(x))
block = Block()
y = block(torch.randn(2, 3, 8, 8))
facts = [list(y.shape), to_2tuple(3), block.patches.num_patches, [n for n, _ in block.mlp.named_children()]]
`);
    expect(failures).toEqual([]);
    expect(repr('facts')).toBe(
      "[[2, 4, 6], (3, 3), 4, ['fc1', 'act', 'drop1', 'norm', 'fc2', 'drop2']]",
    );
    expect(torch.draws.some(({ initializer }) => initializer.kind === 'trunc_normal')).toBe(true);
    expect(torch.tape.some(({ op }) => op.type === 'random')).toBe(true);
  });

  it('leaves its models unknown', () => {
    const { globals } = runTorch("import timm\nmodel = timm.create_model('resnet18')");
    expect(globals.get('model')).toHaveProperty('reason');
  });
});

describe('Hugging Face', () => {
  it('has base classes for models of a file', () => {
    const { repr, failures, torch } = runTorch(`
import torch
from torch import nn
from transformers import PreTrainedModel, PretrainedConfig
class Config(PretrainedConfig):
    def __init__(self, hidden=8, **kwargs):
        super().__init__(**kwargs)
        self.hidden = hidden
class Model(PreTrainedModel):
    config_class = Config
    def __init__(self, config):
        super().__init__(config)
        self.layer = nn.Linear(4, config.hidden)
        self.post_init()
    def _init_weights(self, module):
        if isinstance(module, nn.Linear):
            module.weight.data.normal_(mean=0.0, std=0.02)
    def forward(self, x):
        return self.layer(x)
shape = list(Model(Config(hidden=3))(torch.zeros(2, 4)).shape)
`);
    expect(failures).toEqual([]);
    expect(repr('shape')).toBe('[2, 3]');
    expect(torch.draws.at(-1)!.initializer).toEqual({ kind: 'normal', mean: 0, std: 0.02 });
  });
});
