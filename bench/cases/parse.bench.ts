/** How long it takes to understand a model file, compared with the YAML library alone, and PyTorch source, compared with its syntax alone. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseDocument } from 'yaml';
import { ROOT } from '../../scripts/rig/rigs.mjs';
import { computeOutput } from '../../src/core/autodiff/compute';
import { parseModelFile } from '../../src/core/parse';
import { runToEnd } from '../../src/core/parse/python/steps';
import { parsePython } from '../../src/core/parse/python/syntax/parse';
import { readPython } from '../../src/core/parse/pytorch';
import { timed, type Case } from '../measure';
import { longFile, RESNET_152, torchFile } from '../models';

export const cases: readonly Case[] = [
  parsing('parse xor', () => readFileSync(join(ROOT, 'examples/xor.backprop.yaml'), 'utf8')),
  parsing('parse 300 lines', () => longFile(300)),
  reading('pytorch: 300-line file', torchFile(300)),
  reading('pytorch: ResNet-152', RESNET_152),
];

function parsing(name: string, read: () => string): Case {
  return timed(name, () => {
    const text = read();
    return {
      run: () => parseModelFile(text, 'bench.backprop.yaml'),
      against: { name: 'the YAML library alone', run: () => parseDocument(text) },
    };
  });
}

function reading(name: string, text: string): Case {
  return timed(name, () => {
    const read = () =>
      runToEnd(readPython({ cells: [{ uri: null, text }] }, { compute: computeOutput }));
    const { models } = read();
    if (models.length !== 1 || models[0]!.stoppedAt) throw new Error(`${name} is not read whole`);
    return {
      run: read,
      against: { name: 'its syntax alone', run: () => drained(parsePython(text)) },
    };
  });
}

/** The result of a generator. */
function drained<T>(steps: Generator<unknown, T>): T {
  let step = steps.next();
  while (!step.done) step = steps.next();
  return step.value;
}
