/** Every number is the sum of the products that provenance says it is. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { provenance, termsPerElement } from '../../../src/core/autodiff';
import { firstTrace } from '../../support/runs';
import type { Term, Trace } from '../../../src/core/autodiff/trace';
import { mlp, xorGraph } from '../../support/graphs';
import { randomGraph } from './random-graph';

function traceOf(graph: ReturnType<typeof xorGraph>): Trace {
  return firstTrace(graph);
}

function productOf(term: Term): number {
  return term.factors.reduce((product, { value }) => product * value, 1);
}

describe('provenance', () => {
  it('sums up to the value of every element of every tensor', () => {
    fc.assert(
      fc.property(randomGraph(false), (graph) => {
        const trace = traceOf(graph);
        const { program, values } = trace;
        for (const op of program.ops) {
          values[op.output]!.forEach((value, index) => {
            const terms = provenance(trace, { tensor: op.output, index });
            expect(terms.length).toBe(termsPerElement(program, op));
            const products = terms.map(productOf);
            const sum = products.reduce((total, product) => total + product, 0);
            const size = products.reduce((total, product) => total + Math.abs(product), 0);
            if (!(Math.abs(sum - value) <= 1e-12 * size)) {
              expect.fail(`${op.primitive}: ${sum} is not ${value}`);
            }
          });
        }
      }),
      { numRuns: 60 },
    );
  });

  it('names elements that the operation reads, with their values', () => {
    fc.assert(
      fc.property(randomGraph(false), (graph) => {
        const trace = traceOf(graph);
        const { program, values } = trace;
        for (const op of program.ops) {
          for (const { factors } of provenance(trace, { tensor: op.output, index: 0 })) {
            for (const { element, elements, kind, value } of factors) {
              for (const { tensor, index } of elements ?? (element ? [element] : [])) {
                expect(op.inputs).toContain(tensor);
                expect(index).toBeLessThan(values[tensor]!.length);
              }
              if (kind === 'value') expect(value).toBe(values[element!.tensor]![element!.index]);
              if (kind === 'constant') expect(element).toBeNull();
            }
          }
        }
      }),
      { numRuns: 40 },
    );
  });

  it('gives a weight gradient one term a sample, error times input', () => {
    const trace = traceOf(xorGraph());
    const { program } = trace;
    const [weight] = program.parameters;
    const tensor = program.gradientOf[weight!]!;
    const terms = provenance(trace, { tensor, index: 3 }); // unit 1, input 1
    const delta = program.gradientOf[program.outputOf['0']!]!;
    expect(terms.map(({ factors }) => factors.map(({ element }) => element))).toEqual(
      [0, 1, 2, 3].map((b) => [
        { tensor: delta, index: b * 4 + 1 },
        { tensor: program.inputs[0]!, index: b * 2 + 1 },
      ]),
    );
  });

  it('is empty for numbers that were given', () => {
    const trace = traceOf(mlp([2, 1]));
    const { inputs, target, parameters } = trace.program;
    for (const tensor of [...inputs, target!, ...parameters]) {
      expect(provenance(trace, { tensor, index: 0 })).toEqual([]);
    }
  });
});
