/**
 * Two networks worked out by hand with the column formulas
 *   z⁽ˡ⁾ = W⁽ˡ⁾a⁽ˡ⁻¹⁾ + b⁽ˡ⁾, a⁽ˡ⁾ = φ(z⁽ˡ⁾), δ⁽ᴸ⁾ = ∇E ⊙ φ'(z⁽ᴸ⁾), δ⁽ˡ⁾ = (W⁽ˡ⁺¹⁾)ᵀδ⁽ˡ⁺¹⁾ ⊙ φ'(z⁽ˡ⁾),
 *   ∂E/∂W⁽ˡ⁾ = Σ over samples of δ⁽ˡ⁾(a⁽ˡ⁻¹⁾)ᵀ, ∂E/∂b⁽ˡ⁾ = Σ δ⁽ˡ⁾.
 */
import { describe, it } from 'vitest';
import { lower } from '../../../src/core/autodiff';
import { firstTrace } from '../../support/runs';
import type { ModelGraph } from '../../../src/core/model/graph';
import { givenData, mlp } from '../../support/graphs';
import { expectEachClose } from './close';

/** Runs a graph and compares named tensors with numbers worked out by hand. */
function expectNumbers(graph: ModelGraph, expected: Readonly<Record<string, number[]>>): void {
  const program = lower(graph);
  const { values } = firstTrace(graph);
  for (const [name, numbers] of Object.entries(expected)) {
    const tensor = program.tensors.find((t) => t.name === name);
    expectEachClose(values[tensor!.id]!, numbers, 1e-14, name);
  }
}

describe('by hand', () => {
  it('2-2-2 with sigmoids, chosen so that σ(ln 3) = 3/4, σ(0) = 1/2, σ(−ln 3) = 1/4', () => {
    const L = Math.log(3);
    const graph = mlp([2, 2, 2], {
      activation: 'sigmoid',
      output: 'sigmoid',
      loss: 'mse',
      reduction: 'sum',
      lr: 0.5,
      data: givenData([[1, 2]], [[1, 0]]),
      given: {
        '0.weight': [L, 0, -L, L / 2],
        '0.bias': [0, 0],
        '2.weight': [4, 2, -4, 8],
        '2.bias': [-4, -1 - L],
      },
    });
    expectNumbers(graph, {
      '0': [L, 0], // z⁽¹⁾ = (1·L + 2·0, −1·L + 2·L/2)
      '1': [0.75, 0.5], // a⁽¹⁾
      '2': [0, -L], // z⁽²⁾ = (4·¾ + 2·½ − 4, −4·¾ + 8·½ − 1 − L)
      '3': [0.5, 0.25], // ŷ
      errors: [0.25, 0.0625], // (½ − 1)², (¼ − 0)²
      loss: [0.3125],
      'grad(3)': [-1, 0.5], // ∇E = 2(ŷ − y)
      'grad(2)': [-0.25, 0.09375], // δ⁽²⁾ = (−1·½·½, ½·¼·¾)
      'grad(2.weight)': [-0.1875, -0.125, 0.0703125, 0.046875], // (−¼, 3/32) times (¾, ½)
      'grad(2.bias)': [-0.25, 0.09375],
      'grad(1)': [-1.375, 0.25], // Wᵀδ = (4·−¼ − 4·3/32, 2·−¼ + 8·3/32)
      'grad(0)': [-0.2578125, 0.0625], // δ⁽¹⁾ = (−1.375·¾·¼, ¼·½·½)
      'grad(0.weight)': [-0.2578125, -0.515625, 0.0625, 0.125], // δ⁽¹⁾ times (1, 2)
      'grad(0.bias)': [-0.2578125, 0.0625],
      'grad(input)': [-0.3203125 * L, 0.03125 * L], // (−0.2578125·L − 0.0625·L, 0.0625·L/2)
      'updated(2.bias)': [-3.875, -1 - L - 0.046875], // b − ½ ∂E/∂b
      'updated(0.weight)': [L + 0.12890625, 0.2578125, -L - 0.03125, L / 2 - 0.0625],
    });
  });

  it('3-4-2 with relu, two samples, mean of squares', () => {
    const graph = mlp([3, 4, 2], {
      activation: 'relu',
      loss: 'mse',
      lr: 0.1,
      data: givenData(
        [
          [1, 2, 3],
          [-1, 0, 2],
        ],
        [
          [1.5, 3],
          [2.5, 4],
        ],
      ),
      given: {
        '0.weight': [1, 0, -1, 2, 1, 0, 0, -1, 1, 1, 1, 1],
        '0.bias': [1, -1, 0, -5],
        '2.weight': [1, -1, 2, 1, 0, 2, 1, -3],
        '2.bias': [0.5, 1],
      },
    });
    expectNumbers(graph, {
      // z⁽¹⁾: (1 − 3 + 1, 2 + 2 − 1, −2 + 3, 6 − 5) and (−1 − 2 + 1, −2 − 1, 2, 1 − 5)
      '0': [-1, 3, 1, 1, -2, -3, 2, -4],
      '1': [0, 3, 1, 1, 0, 0, 2, 0],
      // z⁽²⁾: (−3 + 2 + 1 + ½, 6 + 1 − 3 + 1) and (4 + ½, 2 + 1)
      '2': [0.5, 5, 4.5, 3],
      errors: [1, 4, 4, 1],
      loss: [2.5],
      // ∇E = 2(ŷ − y)/4
      'grad(2)': [-0.5, 1, 1, -0.5],
      // −½(0,3,1,1) + 1(0,0,2,0) and 1(0,3,1,1) − ½(0,0,2,0)
      'grad(2.weight)': [0, -1.5, 1.5, -0.5, 0, 3, 0, 1],
      'grad(2.bias)': [0.5, 0.5],
      // Wᵀδ: (−½, ½ + 2, −1 + 1, −½ − 3) and (1, −1 − 1, 2 − ½, 1 + 1½)
      'grad(1)': [-0.5, 2.5, 0, -3.5, 1, -2, 1.5, 2.5],
      'grad(0)': [0, 2.5, 0, -3.5, 0, 0, 1.5, 0],
      // second row 2.5(1,2,3), third 1.5(−1,0,2), fourth −3.5(1,2,3)
      'grad(0.weight)': [0, 0, 0, 2.5, 5, 7.5, -1.5, 0, 3, -3.5, -7, -10.5],
      'grad(0.bias)': [0, 2.5, 1.5, -3.5],
      // W⁽¹⁾ᵀδ⁽¹⁾: (2·2.5 − 3.5, 2.5 − 3.5, −3.5) and 1.5(0, −1, 1)
      'grad(input)': [1.5, -1, -3.5, 0, -1.5, 1.5],
      'updated(2.weight)': [1, -0.85, 1.85, 1.05, 0, 1.7, 1, -3.1],
      'updated(0.bias)': [1, -1.25, -0.15, -4.65],
    });
  });
});
