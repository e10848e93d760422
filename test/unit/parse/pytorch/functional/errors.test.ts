/** What PyTorch's functions raise. */
import { describe, expect, it } from 'vitest';
import { run, shown } from './evaluate';

const ERRORS: Readonly<Record<string, string>> = {
  'F.dropout(t(3), 1.5)': 'ValueError: dropout probability has to be between 0 and 1, but got 1.5',
  'F.conv2d(t(1,3,5,5), t(4,3,3,3), t(3))':
    'RuntimeError: Given weight of size [4, 3, 3, 3], expected bias to be 1-dimensional with 4 elements, but got bias of size [3] instead',
  "F.conv2d(t(1,3,5,5), t(4,3,3,3), stride=2, padding='same')":
    "RuntimeError: padding='same' is not supported for strided convolutions",
  'F.embedding(t(3), t(3,3))':
    "RuntimeError: Expected tensor for argument #1 'indices' to have one of the following scalar types: Long, Int; but got torch.FloatTensor instead (while checking arguments for embedding)",
  'F.batch_norm(t(1,3), None, None, training=True)':
    'ValueError: Expected more than 1 value per channel when training, got input size torch.Size([1, 3])',
  'F.instance_norm(t(1,3,1))':
    'ValueError: Expected more than 1 spatial element when training, got input size torch.Size([1, 3, 1])',
  'F.interpolate(t(1,3,4,4), 2, 2)':
    'ValueError: only one of size or scale_factor should be defined',
  "F.interpolate(t(1,3,4,4), 2, mode='linear')":
    'NotImplementedError: Got 4D input, but linear mode needs 3D input',
  'F.pad(t(3), (1,1,1))': 'RuntimeError: Padding length must be divisible by 2',
  'F.cross_entropy(t(4,3), torch.tensor([0,1,2]))':
    'ValueError: Expected input batch_size (4) to match target batch_size (3).',
  'F.cross_entropy(t(2,3), torch.tensor([[0],[1]]))':
    'RuntimeError: 0D or 1D target tensor expected, multi-target not supported',
  'F.cross_entropy(t(2,3), torch.tensor([0.,1.]))':
    'RuntimeError: expected target dtype to be Long or Byte, but got Float',
  'F.cross_entropy(t(2,3), torch.zeros(2,3,dtype=torch.long))':
    'RuntimeError: Expected floating point type for target with class probabilities, got Long',
  'F.cross_entropy(t(2,3,5,5), torch.zeros(2,5,4,dtype=torch.long))':
    'RuntimeError: size mismatch (got input: [2, 3, 5, 5] , target: [2, 5, 4]',
  'F.binary_cross_entropy(t(4,1).sigmoid(), t(4).sigmoid())':
    'ValueError: Using a target size (torch.Size([4])) that is different to the input size (torch.Size([4, 1])) is deprecated. Please ensure they have the same size.',
  'F.binary_cross_entropy_with_logits(t(4), torch.ones(4, dtype=torch.long))':
    "RuntimeError: result type Float can't be cast to the desired output type Long",
  'F.mse_loss(t(4,2), t(4))':
    'RuntimeError: The size of tensor a (2) must match the size of tensor b (4) at non-singleton dimension 1',
  "F.mse_loss(t(4), t(4), reduction='foo')": 'ValueError: foo is not a valid value for reduction',
  'F.softmax(torch.tensor([1]), 1)':
    'IndexError: Dimension out of range (expected to be in range of [-1, 0], but got 1)',
  'F.gelu(torch.tensor([1]))': 'NotImplementedError: "gelu_cpu" not implemented for \'Long\'',
};

describe('exceptions', () => {
  it.each(Object.entries(ERRORS))('%s', (expression, wanted) => {
    expect(shown(expression)).toBe(wanted);
  });
});

describe('findings', () => {
  it.each([
    ['F.cross_entropy(t(4,3), torch.tensor([0,1,2]))', 'target-mismatch'],
    ['F.batch_norm(t(1,3), None, None, training=True)', 'batch-of-one'],
    ['F.linear(t(2,3), t(4,5))', 'shape-mismatch'],
    ["einops.rearrange(t(2,9), 'b (h w) -> b h w', w=4)", 'shape-mismatch'],
    ['F.softmax(t(2,3))', 'implicit-dim'],
  ])('%s: %s', (expression, code) => {
    expect(run(expression).torch.findings.map((finding) => finding.code)).toEqual([code]);
  });
});
