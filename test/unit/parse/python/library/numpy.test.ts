/** The module numpy. Expected values are CPython's. */
import { describe, expect, test } from 'vitest';
import { evaluate } from './evaluate';

describe('numpy', () => {
  const statements = `
import numpy as np
a = np.arange(6).reshape(2, 3)
def L(x): return (x.tolist(), str(x.dtype))
def says(f):
    try: return f()
    except Exception as e: return type(e).__name__
pe = np.zeros((3, 4))
pos = np.arange(3)[:, None]
div = np.exp(np.arange(0, 4, 2) * -(np.log(10000.0) / 4))
pe[:, 0::2] = np.sin(pos * div)
pe[:, 1::2] = np.cos(pos * div)
v = np.arange(4)
w = v[1:]
w[0] = 9
d = np.zeros(3)
d[1:] = 5
d[[0]] = 2
`;
  test.each([
    [
      '[L(a + 1), L(a * 2.5), L(a / 2), L(a // 2), L(a % 2), L(a ** 2), L(-a), L(1 - a), L(a > 2)]',
      "[([[1, 2, 3], [4, 5, 6]], 'int64'), ([[0.0, 2.5, 5.0], [7.5, 10.0, 12.5]], 'float64'), ([[0.0, 0.5, 1.0], [1.5, 2.0, 2.5]], 'float64'), ([[0, 0, 1], [1, 2, 2]], 'int64'), ([[0, 1, 0], [1, 0, 1]], 'int64'), ([[0, 1, 4], [9, 16, 25]], 'int64'), ([[0, -1, -2], [-3, -4, -5]], 'int64'), ([[1, 0, -1], [-2, -3, -4]], 'int64'), ([[False, False, False], [True, True, True]], 'bool')]",
    ],
    [
      "[L(np.array([1, 2], dtype='float32') / 3), L(np.array([1.5, 2])), L(np.array([[True, False]]))]",
      "[([0.3333333432674408, 0.6666666865348816], 'float32'), ([1.5, 2.0], 'float64'), ([[True, False]], 'bool')]",
    ],
    [
      '[a.shape, a.ndim, a.size, len(a), L(a.T), a.dtype == np.int64, isinstance(a, np.ndarray)]',
      "[(2, 3), 2, 6, 2, ([[0, 3], [1, 4], [2, 5]], 'int64'), True, True]",
    ],
    [
      '[L(a[0]), int(a[1, 2]), L(a[:, 1]), L(a[:, ::2]), L(a[..., 0]), L(a[[1, 0, 1]]), L(a[a[:, 0] > 1])]',
      "[([0, 1, 2], 'int64'), 5, ([1, 4], 'int64'), ([[0, 2], [3, 5]], 'int64'), ([0, 3], 'int64'), ([[3, 4, 5], [0, 1, 2], [3, 4, 5]], 'int64'), ([[3, 4, 5]], 'int64')]",
    ],
    [
      '[L(v), L(d), [round(x, 10) for x in pe.reshape(-1).tolist()]]',
      "[([0, 9, 2, 3], 'int64'), ([2.0, 5.0, 5.0], 'float64'), [0.0, 1.0, 0.0, 1.0, 0.8414709848, 0.5403023059, 0.0099998333, 0.9999500004, 0.9092974268, -0.4161468365, 0.0199986667, 0.9998000067]]",
    ],
    [
      '[int(a.sum()), float(a.mean()), L(a.sum(axis=0)), L(a.max(axis=1, keepdims=True)), int(a.argmax()), float(a.std())]',
      "[15, 2.5, ([3, 5, 7], 'int64'), ([[2], [5]], 'int64'), 5, 1.707825127659933]",
    ],
    [
      '[L(np.cumsum([1, 2, 3])), L(a.cumsum(axis=0)), bool((a >= 0).all()), int(np.prod((2, 3, 4)))]',
      "[([1, 3, 6], 'int64'), ([[0, 1, 2], [3, 5, 7]], 'int64'), True, 24]",
    ],
    [
      '[L(np.linspace(0, 1, 5)), L(np.arange(0, 1, 0.25)), L(np.eye(2)), L(np.full((2, 2), 7)), L(np.logspace(0, 2, 3))]',
      "[([0.0, 0.25, 0.5, 0.75, 1.0], 'float64'), ([0.0, 0.25, 0.5, 0.75], 'float64'), ([[1.0, 0.0], [0.0, 1.0]], 'float64'), ([[7, 7], [7, 7]], 'int64'), ([1.0, 10.0, 100.0], 'float64')]",
    ],
    [
      '[L(np.stack([[1, 2], [3, 4]], axis=1)), L(np.concatenate([a, a], axis=1)), L(np.vstack([[1, 2], [3, 4]]))]',
      "[([[1, 3], [2, 4]], 'int64'), ([[0, 1, 2, 0, 1, 2], [3, 4, 5, 3, 4, 5]], 'int64'), ([[1, 2], [3, 4]], 'int64')]",
    ],
    [
      '[L(np.tile([1, 2], 2)), L(np.repeat([1, 2], 2)), L(np.expand_dims([1, 2], 1)), L(np.triu(np.ones((3, 3)), k=1))]',
      "[([1, 2, 1, 2], 'int64'), ([1, 1, 2, 2], 'int64'), ([[1], [2]], 'int64'), ([[0.0, 1.0, 1.0], [0.0, 0.0, 1.0], [0.0, 0.0, 0.0]], 'float64')]",
    ],
    [
      '[L(np.where(a > 2, a, 0)), L(np.clip(a, 1, 3)), L(np.flip(a, 1)), L(np.outer([1, 2], [3, 4])), L(a @ a.T)]',
      "[([[0, 0, 0], [3, 4, 5]], 'int64'), ([[1, 1, 2], [3, 3, 3]], 'int64'), ([[2, 1, 0], [5, 4, 3]], 'int64'), ([[3, 4], [6, 8]], 'int64'), ([[5, 14], [14, 50]], 'int64')]",
    ],
    [
      '[[L(m) for m in np.meshgrid([1, 2], [3, 4, 5])], L(np.argsort([3, 1, 2])), L(np.roll([1, 2, 3], 1))]',
      "[[([[1, 2], [1, 2], [1, 2]], 'int64'), ([[3, 3], [4, 4], [5, 5]], 'int64')], ([1, 2, 0], 'int64'), ([3, 1, 2], 'int64')]",
    ],
    [
      '[float(np.sqrt(2.0)), float(np.float32(0.1)), int(np.floor(2.7)), bool(np.allclose([1.0], [1.0 + 1e-9]))]',
      '[1.4142135623730951, 0.10000000149011612, 2, True]',
    ],
    [
      '[says(lambda: a[5]), says(lambda: a[0, 0, 0]), says(lambda: a + np.zeros((5,))), says(lambda: bool(a))]',
      "['IndexError', 'IndexError', 'ValueError', 'ValueError']",
    ],
    [
      '[np.random.rand(2, 3).shape, np.random.randint(0, 5, size=(4,)).shape, np.random.randn(2).astype(np.float32).shape]',
      '[(2, 3), (4,), (2,)]',
    ],
  ])('%s', (expression, expected) => {
    expect(evaluate(statements, expression)).toBe(expected);
  });
});
