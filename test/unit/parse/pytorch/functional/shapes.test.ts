/** Functions of torch.nn.functional: shapes and element types are PyTorch's. */
import { describe, expect, it } from 'vitest';
import { tensor } from './evaluate';

const SHAPES: Readonly<Record<string, readonly number[]>> = {
  'F.linear(t(4,5), t(3,5), t(3))': [4, 3],
  'F.linear(t(4,5), t(5))': [4],
  'F.bilinear(t(4,5), t(4,3), t(2,5,3), t(2))': [4, 2],
  'F.conv1d(t(2,4,9), t(6,4,3), t(6), stride=2, padding=1)': [2, 6, 5],
  "F.conv2d(t(2,4,6,6), t(8,4,2,2), padding='same', dilation=(1,2))": [2, 8, 6, 6],
  'F.conv2d(t(2,4,6,6), t(8,2,3,3), None, 2, (1,0), 1, 2)': [2, 8, 3, 2],
  'F.conv2d(t(4,6,6), t(8,4,3,3))': [8, 4, 4],
  "F.conv3d(t(1,2,4,4,4), t(3,2,2,2,2), padding='valid')": [1, 3, 3, 3, 3],
  'F.conv_transpose2d(t(2,4,6,6), t(4,3,3,3), t(6), stride=2, padding=1, output_padding=1, groups=2)':
    [2, 6, 12, 12],
  'F.max_pool2d(t(2,4,6,6), (3,2), stride=2, padding=1, ceil_mode=True)': [2, 4, 4, 4],
  'F.max_pool2d(t(4,6,6), 2)': [4, 3, 3],
  'F.max_pool2d(t(2,4,6,6), 2, return_indices=True)[0]': [2, 4, 3, 3],
  'F.avg_pool1d(t(2,4,9), 2, 1, 1)': [2, 4, 10],
  'F.adaptive_avg_pool2d(t(2,4,6,6), (None, 2))': [2, 4, 6, 2],
  'F.adaptive_max_pool2d(t(2,4,6,6), 4)': [2, 4, 4, 4],
  'F.interpolate(t(1,3,5,5), scale_factor=1.7, mode="bilinear")': [1, 3, 8, 8],
  'F.interpolate(t(1,3,5,5), size=(4,7), mode="bicubic")': [1, 3, 4, 7],
  'F.upsample(t(1,3,5,5), scale_factor=2)': [1, 3, 10, 10],
  'F.unfold(t(2,4,6,6), (2,3), padding=1, stride=2, dilation=(2,1))': [2, 24, 9],
  'F.fold(t(16,25), 6, (2,2))': [4, 6, 6],
  'F.pixel_shuffle(t(4,5,5), 2)': [1, 10, 10],
  'F.embedding(torch.tensor([[0,1],[4,2]]), t(5,3), padding_idx=-1)': [2, 2, 3],
  'F.embedding_bag(torch.tensor([0,1,4,2]), t(5,3), torch.tensor([0,3]), mode="max")': [2, 3],
  'F.dropout2d(t(2,3), 0.3)': [2, 3],
  'F.cosine_similarity(t(4,1,5), t(3,5), dim=-1)': [4, 3],
  'F.pairwise_distance(t(4,5), t(5), keepdim=True)': [4, 1],
  'F.scaled_dot_product_attention(t(1,4,5,6), t(1,2,3,6), t(1,2,3,2), enable_gqa=True)': [
    1, 4, 5, 2,
  ],
  'F.multi_head_attention_forward(t(3,2,4), t(5,2,4), t(5,2,4), 4, 2, t(12,4), t(12), None, None, False, 0.0, t(4,4), t(4))[1]':
    [2, 3, 5],
  'F.gumbel_softmax(t(2,3,4), hard=True, dim=1)': [2, 3, 4],
  'F.cross_entropy(t(2,4,9), torch.zeros(2,9,dtype=torch.long), reduction="none")': [2, 9],
  'F.cross_entropy(t(5), torch.tensor(1), reduction="none")': [],
  'F.mse_loss(t(4,5), t(4,5), reduce=False)': [4, 5],
  'F.mse_loss(t(4,5), t(4,5), size_average=False)': [],
};

describe('shapes', () => {
  it.each(Object.entries(SHAPES))('%s', (expression, shape) => {
    expect(tensor(expression).shape).toEqual(shape);
  });
});

describe('element types', () => {
  it.each([
    ['F.relu(torch.tensor([-1, 2]))', 'int64'],
    ['F.sigmoid(torch.tensor([-1, 2]))', 'float32'],
    ['F.softmax(torch.tensor([1, 2]), 0, dtype=torch.float64)', 'float64'],
    ['F.one_hot(torch.tensor([0, 2]))', 'int64'],
    ['F.mse_loss(t(3), t(3).double())', 'float64'],
    ['F.cross_entropy(t(2,3), torch.tensor([0, 1]))', 'float32'],
    ['F.embedding(torch.tensor([1]), t(3,2).double())', 'float64'],
  ])('%s is %s', (expression, dtype) => {
    expect(tensor(expression).dtype).toBe(dtype);
  });
});
