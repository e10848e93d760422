/** The models that the benchmarks run on. */
import type { ModelGraph } from '../src/core/model/graph';
import { parseModelFile } from '../src/core/parse';

/** A dense classifier or regressor with these widths, as a model file. */
export function denseFile(widths: readonly number[], batch: number): string {
  const [input, ...outs] = widths;
  const last = outs.length - 1;
  const layers = outs.flatMap((out, i) => [
    `  - linear: ${out}`,
    ...(i < last ? ['  - tanh'] : []),
  ]);
  return [
    'name: dense',
    'seed: 1',
    `input: ${input}`,
    'layers:',
    ...layers,
    outs[last]! > 1 ? 'loss: cross_entropy' : 'loss: mse',
    'optimizer: { sgd: { lr: 0.1 } }',
    `data: { random: { batch: ${batch} } }`,
    '',
  ].join('\n');
}

/** A model file of this many lines. */
export function longFile(lines: number): string {
  const head = ['name: long', 'seed: 1', 'input: 8', 'layers:'];
  const tail = [
    'loss: mse',
    'optimizer: { sgd: { lr: 0.1 } }',
    'data: { random: { batch: 4 } }',
    '',
  ];
  const count = lines - head.length - tail.length + 1;
  const body = Array.from({ length: count }, (_, i) =>
    i % 2 === 0 ? `  - linear: { out: 8, name: layer${i} }` : '  - tanh',
  );
  return [...head, ...body, ...tail].join('\n');
}

/** The graph of a model file without mistakes. */
export function graphOf(text: string): ModelGraph {
  const { models, problems } = parseModelFile(text, 'bench.backprop.yaml');
  const error = problems.find(({ severity }) => severity === 'error');
  if (error || !models[0])
    throw new Error(`A model of the benchmarks is broken: ${error?.message}`);
  return models[0];
}
