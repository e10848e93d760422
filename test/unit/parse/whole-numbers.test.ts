/** What embeddings read: whole numbers of the table, at the exact place when one is not. */
import { describe, expect, test } from 'vitest';
import { codesOf, modelOf, problemsOf, unmark } from './marked';

const EMBED = '  - embedding: { count: 5, size: 2 }\n';
const data = (input: string) => `data: { input: ${input}, target: [[[0, 0], [0, 0]]] }\n`;

/** [code, text with the place marked] */
const ERRORS: readonly (readonly [string, string])[] = [
  ['input-class', `input: 2\nlayers:\n${EMBED}${data('[[4, ⟦7⟧]]')}`],
  ['input-class', `input: 2\nlayers:\n${EMBED}${data('[[0, ⟦-3⟧]]')}`],
  ['input-class', `input: 2\nlayers:\n${EMBED}${data('[[⟦0.5⟧, 1]]')}`],
  ['input-class', `input: 2\nlayers:\n${EMBED}  - flatten\ndata: ⟦{ dataset: moons }⟧\n`],
  ['input-class', `input: 2\nlayers:\n  - flip: 1\n${EMBED}${data('[[4, ⟦7⟧]]')}`],
  ['real-input', 'input: 2\nlayers:\n  - linear: 2\n  - ⟦embedding⟧: { count: 5, size: 2 }\n'],
  [
    'real-input',
    `input: 2\nlayers:\n${EMBED}  - { lstm: 2, name: l }\n  - { ⟦embedding⟧: { count: 5, size: 2 }, from: 'l:h_n' }\n`,
  ],
  [
    'real-input',
    'input: 2\nlayers:\n  - div: 2\n  - flatten\n  - ⟦embedding⟧: { count: 5, size: 2 }\n',
  ],
];

describe('a number without a vector', () => {
  test.each(ERRORS)('is %s in\n%s', (code, marked) => {
    const { text, range } = unmark(marked);
    const errors = problemsOf(text).filter(({ severity }) => severity === 'error');
    expect(errors.map((problem) => problem.code)).toEqual([code]);
    expect(errors[0]!.range).toEqual(range);
  });
});

describe('whole numbers', () => {
  test.each([
    `input: 2\nlayers:\n${EMBED}loss: mse\n${data('[[4, 0]]')}`,
    `input: 2\nlayers:\n  - linear: 2\n  - floor\n${EMBED}loss: mse\n`,
    `input: 2\nlayers:\n  - reshape: [2, 1]\n  - squeeze: 2\n${EMBED}loss: mse\n`,
    'input: 3\nlayers:\n  - select: { dim: 1, index: 0 }\n  - embedding: { count: 5, size: 2 }\nloss: mse\ndata: { input: [[4, 0.5, 9]], target: [[1, 2]] }\n',
    'input: [3, 2]\nlayers: [positional_embedding]\nloss: mse\n',
  ])('are read by an embedding without problems\n%s', (text) => {
    expect(codesOf(text)).toEqual([]);
  });

  test('are what the input holds when an embedding reads it, also by way of a reshape', () => {
    for (const before of ['', '  - reshape: [2, 1]\n', '  - select: { dim: 1, index: 0 }\n']) {
      const { nodes } = modelOf(`input: 2\nlayers:\n${before}${EMBED}`);
      expect(nodes[0]!.op).toEqual({ type: 'input', below: 5 });
    }
  });
});

describe('a loss for probabilities', () => {
  test.each(['squeeze: 1', 'flatten', 'unsqueeze: 1', 'reshape: [1, 1]', 'transpose: [1, 1]'])(
    'sees the sigmoid through %s',
    (layer) => {
      const text = `input: 2\nlayers:\n  - linear: 1\n  - sigmoid\n  - ${layer}\nloss: bce\n`;
      expect(codesOf(text)).not.toContain('bce-without-sigmoid');
    },
  );
});
