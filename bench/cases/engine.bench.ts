/** How long lowering and one training step take, compared with the bare matrix products of that step, or with a matrix product. */
import { readFileSync } from 'node:fs';
import { lower, prepare, runStep } from '../../src/core/autodiff';
import type { ModelGraph } from '../../src/core/model/graph';
import { timed, type Case, type Contestant } from '../measure';
import { denseFile, graphOf } from '../models';
import { plainMatmul, plainStep } from '../reference';

export const cases: readonly Case[] = [
  dense([2, 16, 16, 1], 64),
  dense([784, 128, 64, 10], 32),
  example('lenet'),
  example('gpt-block'),
];

function dense(widths: readonly number[], batch: number): Case {
  const graph = () => graphOf(denseFile(widths, batch));
  return engine(`${widths.join('-')}, batch ${batch}`, graph, plainStep(widths, batch));
}

function example(name: string): Case {
  const graph = () => graphOf(readFileSync(`examples/${name}.backprop.yaml`, 'utf8'));
  return engine(name, graph, plainMatmul(64, 64, 64));
}

function engine(name: string, graphFor: () => ModelGraph, against: Contestant): Case {
  return timed(`lower + run ${name}`, () => {
    const graph = graphFor();
    const { state, data } = prepare(graph);
    return { run: () => runStep(lower(graph), state, data, 0), against };
  });
}
