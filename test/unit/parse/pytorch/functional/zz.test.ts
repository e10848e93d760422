import { test } from 'vitest';
import { runTorch } from '/work/main/test/support/pytorch';
test('x', () => {
  const r = runTorch(`
import torch
import torch.nn.functional as F
x = torch.randn(2, 3, 8, 8)
w = torch.randn(4, 3, 3, 3)
y = F.relu(F.conv2d(x, w, padding=1))
s = y.shape
from einops import rearrange
z = rearrange(y, 'b c (h p) w -> b (h w) (p c)', p=2).shape
`);
  console.log(r.failures, r.notes, r.repr('s'), r.repr('z'));
});
