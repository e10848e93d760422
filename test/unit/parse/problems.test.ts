/** Every mistake is one problem, at the exact place, with a remedy that works where there is one. */
import { describe, expect, test } from 'vitest';
import { parseModelFile } from '../../../src/core/parse';
import { applyFix, codesOf, problemsOf, unmark } from './marked';

const net = (layers: string, end = '') => `input: 2\nlayers:\n${layers}${end}`;

/** [code, text with the place marked, number of fixes] */
const ERRORS: readonly (readonly [string, string, number])[] = [
  // keys
  ['unknown-key', '⟦inputs⟧: 2\nlayers: [tanh]\n', 1],
  ['unknown-key', 'input: 2\nlayers: [tanh]\n⟦optimiser⟧: sgd\n', 1],
  ['unknown-key', 'input: 2\nlayers: [tanh]\n⟦colour⟧: red\n', 0],
  ['unknown-key', net('  - linear: { out: 3, ⟦bais⟧: false }\n'), 1],
  ['unknown-key', net('  - linear: { out: 3, ⟦activation⟧: tanh }\n'), 0],
  ['duplicate-key', 'input: 2\nlayers: [tanh]\n⟦input⟧: 3\n', 0],
  ['duplicate-key', net('  - linear: { out: 3, ⟦out⟧: 4 }\n'), 0],
  ['duplicate-key', net('  - linear: 3\n    ⟦out⟧: 4\n'), 0],
  ['missing-input', '⟦layers⟧: [tanh]\n', 1],
  ['missing-layers', '⟦input⟧: 2\n', 0],
  ['missing-option', net('  - ⟦linear⟧\n'), 0],
  ['missing-option', net('  - ⟦linear⟧: { name: a }\n'), 0],
  ['missing-option', net('  - ⟦repeat⟧: 2\n'), 0],
  ['missing-option', net('  - ⟦add⟧\n'), 0],
  ['missing-option', 'input: 2\nlayers: [tanh]\ndata: { ⟦input⟧: [[1, 2]] }\n', 0],
  // types of values
  ['wrong-type', 'input: ⟦"2"⟧\nlayers: [tanh]\n', 1],
  ['wrong-type', 'input: ⟦2.5⟧\nlayers: [tanh]\n', 1],
  ['wrong-type', 'input: ⟦{ a: 1 }⟧\nlayers: [tanh]\n', 0],
  ['wrong-type', 'input: 2\nlayers: ⟦tanh⟧\n', 0],
  ['wrong-type', net('  - linear: { out: 3, bias: ⟦no⟧ }\n'), 1],
  ['wrong-type', net('  - linear: { out: 3, bias: ⟦[1, 2, 3]⟧ }\n'), 0],
  ['wrong-type', net('  - leaky_relu: ⟦steep⟧\n'), 0],
  ['wrong-type', net('  - ⟦3⟧\n'), 0],
  ['wrong-type', net('  - { tanh: , from: ⟦3⟧ }\n'), 0],
  ['wrong-type', net('  - tanh\n', 'seed: ⟦soon⟧\n'), 0],
  ['wrong-type', net('  - linear: { out: 1, biases: [⟦one⟧] }\n'), 0],
  ['wrong-type', net('  - tanh\n', 'dims: ⟦3⟧\n'), 0],
  ['unknown-dim', 'dims: { hidden: 3 }\ninput: 2\nlayers:\n  - linear: ⟦hiden⟧\n', 1],
  ['unknown-dim', net('  - linear: ⟦many⟧\n'), 0],
  ['unknown-dim', 'dims: { a: ⟦b⟧, b: 2 }\ninput: 2\nlayers: [tanh]\n', 0],
  ['out-of-range', 'input: ⟦0⟧\nlayers: [tanh]\n', 0],
  ['out-of-range', 'input: ⟦[]⟧\nlayers: [tanh]\n', 0],
  ['out-of-range', net('  - softplus: ⟦0⟧\n'), 0],
  ['out-of-range', net('  - tanh\n', 'optimizer: { sgd: { lr: ⟦-1⟧ } }\n'), 0],
  ['out-of-range', net('  - tanh\n', 'seed: ⟦-1⟧\n'), 0],
  ['out-of-range', net('  - ⟦hardtanh: { min_val: 2 }⟧\n'), 0],
  ['non-finite', net('  - tanh\n', 'optimizer: { sgd: { lr: ⟦.nan⟧ } }\n'), 0],
  ['non-finite', net('  - linear: { out: 1, biases: [⟦.inf⟧] }\n'), 0],
  ['unknown-value', net('  - gelu: ⟦tan⟧\n'), 1],
  ['unknown-value', net('  - tanh\n', 'data: { dataset: ⟦moon⟧ }\n'), 1],
  ['unknown-value', net('  - tanh\n', 'loss: { mse: ⟦max⟧ }\n'), 0],
  ['bad-name', net('  - { tanh: , name: ⟦input⟧ }\n'), 1],
  ['bad-name', net('  - { tanh: , name: ⟦a.b⟧ }\n'), 1],
  ['bad-name', net('  - { tanh: , name: ⟦3⟧ }\n'), 1],
  ['bad-name', net('  - { tanh: , name: ⟦__proto__⟧ }\n'), 1],
  // things chosen by name
  ['unknown-layer', net('  - ⟦Linear⟧: 3\n'), 1],
  ['unknown-layer', net('  - ⟦LeakyReLU⟧\n'), 1],
  ['unknown-layer', net('  - ⟦dense⟧: 3\n'), 1],
  ['unknown-layer', net('  - ⟦lstm_cell⟧: { hidden: 3 }\n'), 0],
  ['unknown-layer', net('  - ⟦maxout⟧\n'), 0],
  ['unknown-loss', net('  - sigmoid\n', 'loss: ⟦BCELoss⟧\n'), 1],
  ['unknown-loss', net('  - sigmoid\n', 'loss: ⟦mae⟧\n'), 1],
  ['unknown-optimizer', net('  - tanh\n', 'optimizer: { ⟦addam⟧: { lr: 0.1 } }\n'), 1],
  ['unknown-data', net('  - linear: 1\n', 'data: ⟦moons⟧\n'), 1],
  ['several-types', net('  - { linear: 3, ⟦tanh⟧: }\n'), 0],
  ['several-types', net('  - tanh\n', 'loss: { mse: , ⟦l1⟧: }\n'), 0],
  ['unexpected-argument', net('  - tanh: ⟦3⟧\n'), 1],
  ['missing-space', net('  - ⟦linear:4⟧\n'), 1],
  // lists of layers
  ['empty-layers', 'input: 2\nlayers: ⟦[]⟧\n', 0],
  ['empty-layers', net('  - residual: ⟦[]⟧\n'), 0],
  ['too-few', net('  - parallel: ⟦[[tanh]]⟧\n'), 0],
  ['duplicate-name', net('  - { tanh: , name: a }\n  - { relu: , name: ⟦a⟧ }\n'), 1],
  // wiring
  ['unknown-from', net('  - { tanh: , name: first }\n  - { relu: , from: ⟦frist⟧ }\n'), 1],
  ['unknown-from', net('  - { relu: , from: ⟦elsewhere⟧ }\n'), 0],
  [
    'unknown-from',
    net('  - residual: [{ tanh: , name: deep }]\n  - { relu: , from: ⟦deep⟧ }\n'),
    1,
  ],
  [
    'from-below',
    net('  - tanh\n  - { relu: , from: ⟦later⟧ }\n  - { tanh: , from: input, name: later }\n'),
    0,
  ],
  ['cycle', net('  - { tanh: , name: a, from: ⟦a⟧ }\n'), 0],
  ['cycle', net('  - { tanh: , name: a, from: ⟦b⟧ }\n  - { relu: , name: b }\n'), 0],
  ['cycle', net('  - residual: [{ tanh: , from: ⟦r⟧ }]\n    name: r\n'), 0],
  ['too-few', net('  - add: ⟦input⟧\n'), 0],
  ['too-many', net('  - { tanh: , from: ⟦[input, input]⟧ }\n'), 0],
  // shapes
  ['shape-mismatch', net('  - linear: { out: 3, in: ⟦4⟧ }\n'), 1],
  ['shape-mismatch', 'input: [2, 3]\nlayers:\n  - linear: { out: 3, in: ⟦6⟧ }\n', 2],
  ['shape-mismatch', net('  - ⟦residual⟧:\n      - linear: 5\n      - tanh\n'), 1],
  ['shape-mismatch', net('  - ⟦parallel⟧: [[linear: 3], [linear: 4]]\n'), 0],
  [
    'shape-mismatch',
    'input: [2, 3]\nlayers:\n  - { linear: 4, name: a }\n  - ⟦concat⟧: [a, input]\n',
    0,
  ],
  ['bad-dim', net('  - softmax: ⟦0⟧\n'), 1],
  ['bad-dim', net('  - softmax: ⟦2⟧\n'), 1],
  ['bad-dim', 'input: [2, 3]\nlayers:\n  - ⟦flatten: { start_dim: 2, end_dim: 1 }⟧\n', 0],
  ['weights-shape', net('  - linear: { out: 1, weights: ⟦[[1], [2]]⟧ }\n'), 0],
  ['weights-shape', net('  - linear: { out: 2, biases: ⟦[1]⟧ }\n'), 0],
  ['unused-biases', net('  - linear: { out: 1, bias: false, biases: ⟦[1]⟧ }\n'), 0],
  ['ragged-array', net('  - linear: { out: 2, weights: [[1, 2], ⟦[3]⟧] }\n'), 0],
  ['ragged-array', net('  - linear: { out: 2, biases: [1, ⟦[2]⟧] }\n'), 0],
  ['empty-array', net('  - linear: { out: 2, biases: ⟦[]⟧ }\n'), 0],
  // data
  ['data-shape', net('  - linear: 1\n', 'data: { input: ⟦[[1, 2, 3]]⟧, target: [[1]] }\n'), 1],
  ['data-shape', net('  - linear: 1\n', 'data: { input: ⟦[1, 2]⟧, target: [[1]] }\n'), 1],
  [
    'data-shape',
    'input: 1\nlayers:\n  - linear: 1\ndata: { input: ⟦[1, 2]⟧, target: [[1], [2]] }\n',
    1,
  ],
  [
    'batch-mismatch',
    net('  - linear: 1\n', 'data: { input: [[1, 2], [3, 4]], target: ⟦[[1]]⟧ }\n'),
    0,
  ],
  ['dataset-input', 'input: 3\nlayers:\n  - linear: 1\ndata: { dataset: ⟦moons⟧ }\n', 1],
  [
    'target-shape',
    net('  - linear: 1\n', 'loss: mse\ndata: { input: [[1, 2]], target: ⟦[1]⟧ }\n'),
    1,
  ],
  ['target-shape', net('  - linear: 2\n', 'data: { input: [[1, 2]], target: ⟦[[1]]⟧ }\n'), 0],
  [
    'target-shape',
    net('  - linear: 2\n', 'loss: cross_entropy\ndata: { input: [[1, 2]], target: ⟦[[0, 1]]⟧ }\n'),
    1,
  ],
  [
    'target-class',
    net('  - linear: 2\n', 'loss: cross_entropy\ndata: { input: [[1, 2]], target: [⟦2⟧] }\n'),
    0,
  ],
  [
    'target-class',
    net('  - linear: 2\n', 'loss: cross_entropy\ndata: { input: [[1, 2]], target: [[⟦0.5⟧]] }\n'),
    0,
  ],
  [
    'target-shape',
    'input: 2\nlayers:\n  - { linear: 2, name: a }\nloss: mse\ndata: { input: [[1, 2]], target: ⟦[[[1, 2]]]⟧ }\n',
    0,
  ],
  ['one-class', net('  - linear: 1\n', 'loss: ⟦cross_entropy⟧\n'), 0],
  // sizes without measure
  ['too-large', net('  - linear: ⟦1e12⟧\n'), 0],
  ['too-large', net('  - { repeat: ⟦1e9⟧, layers: [tanh] }\n'), 0],
  ['too-large', 'input: 16777216\nlayers:\n  - { repeat: 33, layers: [linear: ⟦16777216⟧] }\n', 0],
  [
    'too-large',
    net('  - tanh\n', 'data: ⟦{ random: { batch: 16000000 } }⟧\n').replace(
      'input: 2',
      'input: [64, 16000000]',
    ),
    0,
  ],
  [
    'too-large',
    'input: [1000000, 1]\nlayers:\n  - linear: 10\n  - linear: ⟦10000⟧\ndata: { random: 10000000 }\n',
    0,
  ],
  ['too-large', 'input: [20000, 4]\nlayers:\n  - ⟦lstm⟧: 8\n  - linear: 1\nloss: mse\n', 0],
  ['too-large', 'input: [3, 5000000]\nlayers:\n  - ⟦max_pool1d⟧: 2\n', 0],
  ['too-many-layers', net('  - { repeat: ⟦5000⟧, layers: [tanh] }\n'), 0],
  [
    'too-many-layers',
    net('  - repeat: ⟦1000⟧\n    layers: [{ repeat: 1000, layers: [tanh] }]\n'),
    0,
  ],
];

const WARNINGS: readonly (readonly [string, string, number])[] = [
  ['bce-without-sigmoid', net('  - linear: 1\n', 'loss: ⟦bce⟧\n'), 2],
  ['sigmoid-before-logits', net('  - linear: 1\n  - sigmoid\n', 'loss: ⟦bce_with_logits⟧\n'), 2],
  [
    'softmax-before-cross-entropy',
    net('  - linear: 3\n  - softmax\n', 'loss: ⟦cross_entropy⟧\n'),
    1,
  ],
  [
    'softmax-before-cross-entropy',
    net('  - linear: 3\n  - log_softmax\n  - identity\n', 'loss: { ⟦cross_entropy⟧: sum }\n'),
    2,
  ],
  ['nll-without-log-softmax', net('  - linear: 3\n', 'loss: ⟦nll⟧\n'), 2],
  ['nll-without-log-softmax', net('  - linear: 3\n  - softmax\n', 'loss: ⟦nll⟧\n'), 1],
  ['class-dim', 'input: [2, 2]\nlayers:\n  - linear: 2\nloss: ⟦cross_entropy⟧\n', 0],
  [
    'bce-target',
    net('  - sigmoid\n', 'loss: bce\ndata: { input: [[1, 2]], target: [[0, ⟦2⟧]] }\n'),
    0,
  ],
  ['unused-layer', net('  - { ⟦linear⟧: 4, name: a }\n  - { tanh: , from: input }\n'), 0],
];

describe.each([
  ['error', ERRORS],
  ['warning', WARNINGS],
] as const)('an %s', (severity, cases) => {
  test.each(cases)('%s\n%s', (code, marked, fixes) => {
    const { text, range } = unmark(marked);
    const found = problemsOf(text);
    expect(found.map((problem) => problem.code)).toEqual([code]);
    expect(found[0]).toMatchObject({ severity, range });
    expect(found[0]!.message).toMatch(/^\S.*[\w\].}"?]$/);
    expect(found[0]!.fixes).toHaveLength(fixes);
  });

  test.each(cases.filter(([, , fixes]) => fixes > 0))(
    '%s is gone after each remedy of\n%s',
    (code, marked) => {
      const { text } = unmark(marked);
      for (const fix of problemsOf(text)[0]!.fixes) {
        expect(codesOf(applyFix(text, fix))).not.toContain(code);
      }
    },
  );
});

describe('a file without mistakes', () => {
  test.each([
    net('  - linear: 3\n  - tanh\n'),
    net('  - linear: 3\n  - log_softmax\n', 'loss: nll\n'),
    net('  - linear: 1\n  - sigmoid\n', 'loss: bce\n'),
    net('  - linear: 1\n  - sigmoid\n  - identity\n', 'loss: bce\n'),
    net('  - hardtanh: { min_val: 0 }\n', 'loss: bce\n'),
    net('  - linear: 1\n', 'loss: bce_with_logits\ndata: { dataset: xor }\n'),
    net('  - linear: 2\n', 'loss: cross_entropy\ndata: { input: [[1, 2]], target: [[1]] }\n'),
    net('  - linear: 2\n', 'data: { input: [[1, 2], [0, 0]], target: [[1, 2], [0, 1]] }\n'),
    'dims: { a: 2, b: 3 * a }\ninput: a\nlayers:\n  - linear: b * a\n  - linear: { out: 1, in: 12 }\n',
    'input: [2, 3]\nlayers:\n  - flatten\n  - linear: { out: 1, in: 6 }\n',
    net('  - { linear: 4, name: a }\n  - tanh\n  - add: [a, "1"]\n'),
  ])('has no problems\n%s', (text) => {
    expect(codesOf(text)).toEqual([]);
  });
});

describe('several mistakes', () => {
  test('are all reported, and the rest is still read', () => {
    const text = [
      'input: 2',
      'seeed: 1',
      'layers:',
      '  - linear: { out: 4, name: a, bias: maybe }',
      '  - Tanh',
      '  - linear: { out: 3, in: 5 }',
      '  - linear: { out: 2, in: 4 }',
      'loss: hubber',
      'optimizer: { sgd: { lr: fast } }',
      '',
    ].join('\n');
    expect(problemsOf(text).map(({ code, range }) => [code, range.startLine])).toEqual([
      ['unknown-key', 1],
      ['wrong-type', 3],
      ['unknown-layer', 4],
      ['shape-mismatch', 5],
      ['shape-mismatch', 6],
      ['unknown-loss', 7],
      ['wrong-type', 8],
    ]);
  });

  test('are cut off where they no longer help', () => {
    const text = net(Array.from({ length: 300 }, () => '  - frobnicate\n').join(''));
    const found = problemsOf(text);
    expect(found).toHaveLength(101);
    expect(found[100]).toMatchObject({ code: 'more-problems', severity: 'error' });
  });
});

describe('words for what is not there yet', () => {
  test.each([
    ...['depthwise_conv2d', 'SeparableConv2D', 'nn.LocalResponseNorm', 'sync_batch_norm'],
    ...['weight_norm', 'gaussian_dropout', 'fractional_max_pool2d', 'LPPool2d', 'max_unpool2d'],
    ...['EmbeddingBag', 'GRUCell', 'LSTMCell', 'rrelu', 'maxout', 'swiglu', 'lambda'],
  ])('%s is a layer', (name) => {
    const [problem] = problemsOf(net(`  - ${name}: 3\n`));
    expect(problem).toMatchObject({ code: 'unknown-layer', fixes: [] });
    expect(problem!.message).toMatch(`"${name}" is not available yet.`);
  });

  test.each(['rprop', 'Adadelta', 'NAdam', 'Adamax', 'optim.LBFGS'])(
    '%s is an optimizer, and its learning rate is nobody’s business',
    (name) => {
      const text = net('  - tanh\n', `optimizer: { ${name}: { lr: fast, betas: [0.9] } }\n`);
      const { models, problems } = parseModelFile(text, 'a.yaml');
      expect(problems.map(({ message }) => message)).toEqual([
        `"${name}" is not available yet. Possible are: sgd, adam, adamw, rmsprop, adagrad.`,
      ]);
      expect(models[0]!.assumptions.map(({ code }) => code)).not.toContain('optimizer');
    },
  );

  test.each(['LeakyReLU', 'dense', 'reshape', 'sgdd'])('%s is none', (name) => {
    expect(problemsOf(net(`  - ${name}\n`))[0]!.message).not.toContain('yet');
  });
});

test('a missing option is named in one sentence', () => {
  expect(problemsOf(net('  - linear\n'))[0]!.message).toBe('"linear" needs "out", such as out: 4.');
});
