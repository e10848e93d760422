/** Functions that are composed of operations: numbers are PyTorch's. */
import { describe, expect, it } from 'vitest';
import { numbers } from './evaluate';

const CAUSAL = [1.4453, 1.4926, 1.3379, 1.2823, 1.1387, 0.8411];

const NUMBERS: Readonly<Record<string, readonly number[]>> = {
  'F.softmin(t(2,3), 0)': [0.391, 0.2765, 0.2058, 0.609, 0.7235, 0.7942],
  'F.softmax(t(2,2,2))': [0.714, 0.8184, 0.869, 0.8832, 0.286, 0.1816, 0.131, 0.1168],
  'F.rrelu(t(3))': [1.4453, 1.4926, 1.3379],
  'F.lp_pool1d(t(1,1,6), 2, 3)': [2.4712, 1.134],
  'F.local_response_norm(t(1,3,2), 2, 0.1, 0.5, 2.)': [
    0.9963, 1.0272, 0.9033, 0.6816, 0.3659, -0.0088,
  ],
  'F.normalize(t(2,2), p=1, dim=0)': [0.5193, 0.5983, 0.4807, 0.4017],
  'F.batch_norm(t(2,2), torch.tensor([1.,2.]), torch.tensor([4.,9.]))': [
    0.2227, -0.1691, 0.1689, -0.3326,
  ],
  'F.group_norm(t(1,4), 2, torch.tensor([1.,2.,3.,4.]))': [-0.9912, 1.9823, 2.9995, -3.9993],
  'F.pad(t(1,3), (1,2), value=3.)': [3, 1.4453, 1.4926, 1.3379, 3, 3],
  "F.pad(t(1,3), (2,1), 'reflect')": [1.3379, 1.4926, 1.4453, 1.4926, 1.3379, 1.4926],
  "F.interpolate(t(1,1,3), scale_factor=2, mode='linear')": [
    1.4453, 1.4572, 1.4808, 1.4539, 1.3766, 1.3379,
  ],
  "F.interpolate(t(1,1,5), size=2, mode='area')": [1.4253, 0.9569],
  'F.channel_shuffle(t(1,4,1,1), 2)': [1.4453, 1.3379, 1.4926, 1.0021],
  'F.affine_grid(torch.tensor([[[1.,0,0.5],[0,2,0]]]), (1,1,2,2), align_corners=False)': [
    0, -1, 1, -1, 0, 1, 1, 1,
  ],
  'F.grid_sample(t(1,1,2,2), torch.tensor([[[[0.,0.],[1.,-1.]]]]), align_corners=False)': [
    1.3195, 0.3732,
  ],
  'F.pairwise_distance(t(2,3), t(3))': [0, 1.7163],
  'F.cosine_similarity(t(2,3), t(3), dim=-1)': [1, 0.7935],
  'F.pdist(t(3,2))': [0.5022, 1.7614, 1.2966],
  'F.scaled_dot_product_attention(t(1,2,3), t(1,2,3), t(1,2,3), is_causal=True)': CAUSAL,
  'F.scaled_dot_product_attention(t(1,2,3), t(1,2,3), t(1,2,3), attn_mask=torch.tensor([[True,False],[True,True]]))':
    CAUSAL,
  'F.one_hot(torch.tensor([0,2]))': [1, 0, 0, 0, 0, 1],
  'F.dropout(t(3), 0.5, False)': [1.4453, 1.4926, 1.3379],
};

const LOSSES: Readonly<Record<string, readonly number[]>> = {
  "F.hinge_embedding_loss(t(4), torch.tensor([1,-1,-1,1]), 0.5, reduction='none')": [
    1.4453, 0, 0, 1.0021,
  ],
  'F.margin_ranking_loss(t(3), t(3).flip(0), torch.tensor([1.,-1.,1.]), 0.2)': [0.2],
  "F.cosine_embedding_loss(t(2,3), t(2,3).flip(0), torch.tensor([1,-1]), reduction='none')": [
    0.2065, 0.7935,
  ],
  'F.soft_margin_loss(t(3), torch.tensor([1.,-1.,1.]))': [0.7133],
  "F.multilabel_soft_margin_loss(t(2,3), torch.tensor([[1.,0.,1.],[0.,0.,1.]]), reduction='none')":
    [0.7133, 1.0025],
  'F.multi_margin_loss(t(2,3), torch.tensor([2,0]), p=2, margin=0.5)': [0.1331],
  "F.triplet_margin_loss(t(2,3), t(2,3)+1, t(2,3).flip(0), swap=True, reduction='none')": [
    1.0157, 2.0731,
  ],
  'F.triplet_margin_with_distance_loss(t(2,3), t(2,3)+1, t(2,3).flip(0), distance_function=lambda a, b: (a - b).abs().sum(1), margin=0.2)':
    [0.4443],
  "F.gaussian_nll_loss(t(2,2), t(2,2).flip(0), torch.tensor([0.5, 0.]), eps=0.1, reduction='none')":
    [-0.335, -0.1059, -1.0936, 0.0519],
  "F.gaussian_nll_loss(t(2,2), t(2,2).flip(0), 2.0, full=True, reduction='sum')": [5.1881],
  "F.poisson_nll_loss(t(3), torch.tensor([0.,1.,5.]), full=True, reduction='none')": [
    4.2433, 2.9561, 1.8924,
  ],
};

describe('functions', () => {
  it.each(Object.entries(NUMBERS))('%s', (expression, wanted) => {
    expect(numbers(expression)).toEqual(wanted);
  });
});

describe('losses that are composed', () => {
  it.each(Object.entries(LOSSES))('%s', (expression, wanted) => {
    expect(numbers(expression)).toEqual(wanted);
  });
});
