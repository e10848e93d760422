/** The command line as people and scripts see it: words in, text and exit code out. */
import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { spawnSync } from 'node:child_process';
import Ajv from 'ajv';
import { build } from 'esbuild';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runCli } from '../../../src/cli/run';
import type { FileReport } from '../../../src/cli/report';

const XOR = 'examples/xor.backprop.yaml';
const FILES: Readonly<Record<string, string>> = {
  'typo.backprop.yaml': 'name: t\ninput: 2\nlayers:\n  - linear: 3\n  - tahn\nloss: mse\n',
  'empty.backprop.yaml': '',
  'first.backprop.yaml': 'name: f\nseed: 0\ninput: 2\nlayers:\n  - linaer: 3\n',
  'broken.backprop.yaml':
    'input: 1\nlayers: [linear: 1]\nloss: mse\ndata: { input: [[1.0e+30]], target: [[0]] }\n',
  'large.backprop.yaml': 'input: 100000\nlayers: [linear: 100000]\nloss: mse\n',
  'two.backprop.json': '{ "name": "two", "seed": 1, "input": 2, "layers": [{ "linear": 1 }] }',
};
const schema = JSON.parse(readFileSync('docs/cli.schema.json', 'utf8')) as object;
const isReport = new Ajv({ allErrors: true }).compile(schema);

/** Runs the command line on files in memory, or on real ones. */
function cli(...words: string[]) {
  return cliAt(() => performance.now(), ...words);
}

function cliAt(now: () => number, ...words: string[]) {
  const out: string[] = [];
  const error: string[] = [];
  const code = runCli(words, {
    version: '1.2.3',
    now,
    readText: (file) => FILES[file] ?? readFileSync(file, 'utf8'),
    out: (text) => out.push(text),
    error: (text) => error.push(text),
  });
  return { code, out: out.join(''), error: error.join('') };
}

function json(...words: string[]) {
  const result = cli('check', '--json', ...words);
  const value = JSON.parse(result.out) as FileReport;
  isReport(value);
  expect(isReport.errors).toBeNull();
  return { ...result, value };
}

describe('words', () => {
  it.each([[[]], [['chekc', 'a.yaml']], [['check']], [['check', 'a.yaml', '--jsno']]])(
    'that are wrong end with 2 and the usage: %j',
    (words) => {
      const { code, out, error } = cli(...words);
      expect(code).toBe(2);
      expect(out).toBe('');
      expect(error).toMatch(/^visualize-backprop: .+\n\nVisualize Backprop/);
    },
  );

  it('ask for help or the version', () => {
    expect(cli('--help')).toMatchObject({ code: 0, error: '' });
    expect(cli('check', '-h').out).toContain('Usage:');
    expect(cli('--version')).toEqual({ code: 0, out: '1.2.3\n', error: '' });
  });

  it('after -- are files', () => {
    expect(cli('check', '--', '--json').out).toContain('--json:1:1: error unreadable-file');
  });
});

describe('check', () => {
  it('prints an aligned table of the layers', () => {
    const { code, out } = cli('check', XOR);
    expect(code).toBe(0);
    const table = out.split('\n').slice(2, 8);
    expect(table.map((line) => line.trim().split(/ {2,}/))).toEqual([
      ['layer', 'type', 'shape', 'parameters', 'multiply-adds', 'activation bytes'],
      ['hidden', 'linear', '4 × 2 → 4 × 4', '12', '32', '64'],
      ['1', 'tanh', '4 × 4 → 4 × 4', '0', '0', '64'],
      ['out', 'linear', '4 × 4 → 4 × 1', '5', '16', '16'],
      ['3', 'sigmoid', '4 × 1 → 4 × 1', '0', '0', '16'],
      ['total', '17', '48', '160'],
    ]);
    expect(new Set(table.map((line) => line.length)).size).toBe(1);
    expect(out).not.toContain('loss');
  });

  it('prints loss and gradient norms with --run', () => {
    const { out } = cli('check', XOR, '--run');
    expect(out).toMatch(/^ {2}loss {2}0\.\d+$/m);
    for (const name of ['hidden.weight', 'hidden.bias', 'out.weight', 'out.bias']) {
      expect(out).toMatch(new RegExp(`^ {2}${name} +\\d\\.\\d+$`, 'm'));
    }
  });

  it('prints problems as file:line:column, keeps the rest, and ends with 1', () => {
    const { code, out } = cli('check', 'typo.backprop.yaml', '--run');
    expect(code).toBe(1);
    expect(out).toMatch(/^typo\.backprop\.yaml:5:5: error [a-z-]+ .*tahn.*$/m);
    expect(out).toMatch(/^ {2}0 +linear /m);
    expect(out).toMatch(/stopped at typo\.backprop\.yaml:5:/);
  });

  it('has no table without layers, and says each problem once', () => {
    const { out } = cli('check', 'first.backprop.yaml');
    expect(out).toContain('stopped at first.backprop.yaml:5:5, see below\n');
    expect(out).not.toContain('total');
    expect(out.match(/"linaer"/g)).toHaveLength(1);
  });

  it('says which files cannot be read, and checks the others', () => {
    const { code, out } = cli('check', 'missing.yaml', XOR);
    expect(code).toBe(1);
    expect(out).toMatch(/^missing\.yaml:1:1: error unreadable-file This file does not exist\./m);
    expect(cli('check', 'examples').out).toBe(
      'examples:1:1: error unreadable-file This is a folder. Name a file in it.\n',
    );
    expect(out).toContain('xor  (examples/xor.backprop.yaml:2)');
  });

  it('ends with 1 for an empty file', () => {
    expect(cli('check', 'empty.backprop.yaml').code).toBe(1);
  });
});

describe('--json', () => {
  it('gives one report for one file', () => {
    const { code, value } = json(XOR);
    expect(code).toBe(0);
    expect(value).toMatchObject({ version: 1, problems: [] });
    expect(value).not.toHaveProperty('file');
    expect(value.models).toHaveLength(1);
    expect(value.models[0]).toMatchObject({
      name: 'xor',
      line: 2,
      complete: true,
      parameters: 17,
      macs: 48,
    });
    expect(value.models[0]).not.toHaveProperty('run');
    expect(value.models[0]!.layers[0]).toEqual({
      name: 'hidden',
      type: 'linear',
      inputShape: [4, 2],
      outputShape: [4, 4],
      parameters: 12,
      macs: 32,
      activationBytes: 64,
      line: 6,
    });
  });

  it('gives all numbers in full with --run', () => {
    const run = json('--run', XOR).value.models[0]!.run!;
    const shapeOf = (tensor: unknown): number[] =>
      Array.isArray(tensor) ? [tensor.length, ...shapeOf(tensor[0])] : [];
    const shapes = {
      'hidden.weight': [4, 2],
      'hidden.bias': [4],
      'out.weight': [1, 4],
      'out.bias': [1],
    };
    for (const tensors of [run.parameters, run.gradients]) {
      expect(
        Object.fromEntries(Object.entries(tensors).map(([name, t]) => [name, shapeOf(t)])),
      ).toEqual(shapes);
    }
    expect(shapeOf(run.outputs)).toEqual([4, 1]);
    const outputs = (run.outputs as number[][]).map(([y]) => y!);
    const bce = [0, 1, 1, 0].map((t, i) => -Math.log(t === 1 ? outputs[i]! : 1 - outputs[i]!));
    expect(run.loss).toBeCloseTo(bce.reduce((sum, e) => sum + e) / 4, 6);
    const bias = outputs.reduce((sum, y, i) => sum + (y - [0, 1, 1, 0][i]!) / 4, 0);
    expect((run.gradients['out.bias'] as number[])[0]).toBeCloseTo(bias, 6);
  });

  it('keeps what was understood of a file with errors, one-based', () => {
    const { code, value } = json('--run', 'typo.backprop.yaml');
    expect(code).toBe(1);
    const [model] = value.models;
    expect(model).toMatchObject({ complete: false, stoppedAt: { line: 5 } });
    expect(model!.layers.map(({ name }) => name)).toEqual(['0']);
    expect(model).not.toHaveProperty('run');
    const error = value.problems.find(({ severity }) => severity === 'error')!;
    expect(error).toMatchObject({ line: 5, column: 5, endLine: 5, endColumn: 9 });
    expect(model!.problems).toContainEqual(error);
    expect(error.fixes[0]!.edits[0]).toMatchObject({ line: 5, column: 5, newText: 'tanh' });
  });

  it('gives a list that names the files for several', () => {
    const { code, value } = json(XOR, 'two.backprop.json', 'missing.yaml');
    expect(code).toBe(1);
    const list = value as unknown as FileReport[];
    expect(list.map(({ file }) => file)).toEqual([XOR, 'two.backprop.json', 'missing.yaml']);
    expect(list.map(({ models }) => models.map(({ name }) => name))).toEqual([
      ['xor'],
      ['two'],
      [],
    ]);
    expect(list[1]!.models[0]!.assumptions.length).toBeGreaterThan(0);
  });

  it('is valid for every example', () => {
    const examples = readdirSync('examples').filter((file) => file.includes('.backprop.'));
    expect(examples.length).toBeGreaterThan(0);
    for (const example of examples) {
      expect(json('--run', join('examples', example)).code, example).toBe(0);
    }
  });
});

describe('--gradients', () => {
  it('compares every gradient with finite differences', () => {
    const { code, out } = cli('check', XOR, '--gradients');
    expect(code).toBe(0);
    expect(out).toMatch(/^ {2}loss {2}0\.\d+$/m);
    expect(out).toContain('gradients in float32 against finite differences in float64');
    expect(out).toMatch(/^ {2}hidden\.weight +8 of 8 +\d\.\de-\d+ {2}ok$/m);
    expect(out).toMatch(/^ {2}input +8 of 8 .* ok$/m);
  });

  it('gives errors and verdicts as JSON', () => {
    const { gradientCheck } = json('--gradients', XOR).value.models[0]!;
    expect(gradientCheck).toMatchObject({ dtype: 'float32', tolerance: 1e-3 });
    expect(gradientCheck!.checks.map(({ name }) => name)).toEqual([
      'hidden.weight',
      'hidden.bias',
      'out.weight',
      'out.bias',
      'input',
    ]);
    expect(gradientCheck!.checks.every(({ largestError }) => largestError < 1e-3)).toBe(true);
  });

  it('ends with 1 where a gradient is not finite', () => {
    const { code, out } = cli('check', 'broken.backprop.yaml', '--gradients');
    expect(out).toMatch(/ not finite$/m);
    expect(code).toBe(1);
  });
});

describe('a step that takes too much', () => {
  it('is not run, and its layers and cost are told', () => {
    const { code, value } = json('large.backprop.yaml', '--run');
    expect(code).toBe(1);
    const [model] = value.models;
    expect(model).not.toHaveProperty('run');
    expect(model!.parameters).toBe(1e10 + 1e5);
    expect(model!.step!.bytes).toBeGreaterThan(1.2e11);
    expect(model!.refused).toMatch(/multiply-adds .* MB of memory\. Add --force to run it\.$/);
    expect(cli('check', 'large.backprop.yaml', '--run').out).toMatch(/^ {2}not run: One training/m);
  });

  it('is no error as long as it is not to be run', () => {
    expect(cli('check', 'large.backprop.yaml').code).toBe(0);
  });

  it('is run all the same with --force', () => {
    // On a machine whose clock says that everything takes hours.
    let time = 0;
    const slow = (...words: string[]) =>
      cliAt(() => (time += 1e10), 'check', XOR, '--run', ...words);
    expect(slow().code).toBe(1);
    expect(slow().out).toContain('not run:');
    expect(slow('--force').code).toBe(0);
    expect(slow('--force').out).toMatch(/^ {2}loss /m);
  });
});

describe('the program', () => {
  const folder = mkdtempSync(join(tmpdir(), 'visualize-backprop-cli-'));
  const program = join(folder, 'dist', 'cli.js');
  const run = (...words: string[]) =>
    spawnSync(process.execPath, [program, ...words], { encoding: 'utf8' });

  beforeAll(async () => {
    writeFileSync(join(folder, 'package.json'), '{ "version": "4.5.6" }');
    await build({
      entryPoints: ['src/cli/main.ts'],
      outfile: program,
      bundle: true,
      platform: 'node',
      format: 'cjs',
    });
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  it('reads files, prints to the right stream and sets the exit code', () => {
    expect(run('--version')).toMatchObject({ status: 0, stdout: '4.5.6\n', stderr: '' });
    expect(run('check', XOR)).toMatchObject({ status: 0, stderr: '' });
    expect(run('check', 'missing.yaml')).toMatchObject({ status: 1, stderr: '' });
    expect(run()).toMatchObject({ status: 2, stdout: '' });
  });
});
