/** How graphs with several sources, given weights and losses of their own are placed. */
import { describe, expect, it } from 'vitest';
import { layoutNetwork } from '../../../src/core/layout';
import { computedWeights, ownLoss, severalInputs, sharedLayer } from '../explain/wirings';
import { ALL, circlesOf, overlaps } from './support';

describe('the picture of a graph', () => {
  it('with given weights joins them as wholes', () => {
    const { links } = layoutNetwork(computedWeights(), ALL);
    const into = links.filter(({ to }) => to === 'out');
    expect(into.map(({ from, kind, weight }) => [from, kind, weight])).toEqual([
      ['input', 'dense', null],
      ['half', 'whole', null],
      ['shift', 'whole', null],
    ]);
  });

  it('shows all of a parameter, whatever the batch is', () => {
    const { columns } = layoutNetwork(computedWeights(), ALL);
    const counts = Object.fromEntries(columns.map(({ id, count }) => [id, count]));
    expect(counts).toMatchObject({ core: 6, shift: 2, half: 3, out: 2 });
  });

  it('with shared weights names the same weight and bias in both places', () => {
    const { links, biases } = layoutNetwork(sharedLayer(), ALL);
    const weights = links.flatMap(({ weight }) => (weight === null ? [] : [weight]));
    expect(weights).toEqual(['inner.weight', 'inner.weight', 'out.weight']);
    expect(biases.map(({ column, parameter }) => [column, parameter])).toEqual([
      ['inner', 'inner.bias'],
      ['again', 'inner.bias'],
      ['out', 'out.bias'],
    ]);
  });

  it('with several inputs stands each of them before what reads it', () => {
    const layout = layoutNetwork(severalInputs(), ALL);
    expect(overlaps(circlesOf(layout))).toEqual([]);
    const x = (id: string) => layout.columns.find((column) => column.id === id)!.inX;
    expect(layout.columns.filter(({ kind }) => kind === 'input').map(({ id }) => id)).toEqual([
      'input',
      'words',
      'scale',
    ]);
    expect(x('words')).toBeLessThan(x('table'));
    expect(x('scale')).toBeLessThan(x('end'));
    expect(x('scale')).toBeGreaterThan(x('sum'));
  });

  it('that computes its own loss goes from the output to E', () => {
    const { columns, links } = layoutNetwork(ownLoss('rows'), ALL);
    expect(columns.slice(-2).map(({ id }) => id)).toEqual(['sums', '$loss']);
    expect(links.at(-1)).toMatchObject({ from: 'sums', to: '$loss', kind: 'all-to-one' });
  });
});
