/** The node at a place is the innermost definition around it. */
import { describe, expect, test } from 'vitest';
import { nodeAt } from '../../../src/core/model/find';
import { parseModelFile } from '../../../src/core/parse';

const text = `input: 2
layers:
  - linear: { out: 4, name: a }
  - residual:
      - linear: 4
        name: b
      - tanh
  - repeat: 2
    layers: [relu]
`;
const graph = parseModelFile(text, 'a.yaml').models[0]!;

describe('the node at a place', () => {
  test.each([
    [0, 3, 'input'],
    [2, 4, 'a'],
    [2, 31, 'a'],
    [2, 2, undefined],
    [3, 6, '1'],
    [4, 12, '1.b'],
    [5, 10, '1.b'],
    [6, 8, '1.1'],
    [7, 6, undefined],
    [8, 14, '2.0.0'],
    [1, 0, undefined],
    [99, 0, undefined],
  ])('line %i, column %i', (line, column, id) => {
    expect(nodeAt(graph, line, column)?.id).toBe(id);
  });

  test('is the smaller of two that hold it', () => {
    const [input, a] = graph.nodes;
    const wide = { ...input!, range: { startLine: 0, startColumn: 0, endLine: 9, endColumn: 0 } };
    expect(nodeAt({ ...graph, nodes: [wide, a!] }, 2, 10)?.id).toBe('a');
    expect(nodeAt({ ...graph, nodes: [wide, a!] }, 4, 10)?.id).toBe('input');
  });
});
