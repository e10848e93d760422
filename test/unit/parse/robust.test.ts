/** No text makes the parser throw, hang, or point outside of the text. */
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isComplete } from '../../../src/core/model/graph';
import type { SourceRange } from '../../../src/core/model/range';
import { elementCount, sameShape } from '../../../src/core/model/shape';
import { parseModelFile, type ParseResult } from '../../../src/core/parse';
import { MAX_TEXT } from '../../../src/core/parse/spec/limits';
import { completionsAt } from '../../../src/core/parse/spec/complete';

const root = fileURLToPath(new URL('../../../', import.meta.url));
const samples = readdirSync(`${root}examples`).map((name) => ({
  name,
  text: readFileSync(`${root}examples/${name}`, 'utf8'),
}));

/** These tests read large or many texts, on machines that may be busy. */
const PATIENCE = { timeout: 60_000 };

/** Everything that holds for any text. */
function check(text: string, name: string): ParseResult {
  const result = parseModelFile(text, name);
  const lines = text.replace(/^\uFEFF/, '').split(/\r\n|\n|\r/);
  const inText = (range: SourceRange) => {
    expect(range.startLine).toBeGreaterThanOrEqual(0);
    expect(range.endLine).toBeLessThan(lines.length);
    expect(range.startColumn).toBeGreaterThanOrEqual(0);
    expect(range.startColumn).toBeLessThanOrEqual(lines[range.startLine]!.length);
    expect(range.endColumn).toBeLessThanOrEqual(lines[range.endLine]!.length);
    const order = range.endLine - range.startLine || range.endColumn - range.startColumn;
    expect(order).toBeGreaterThanOrEqual(0);
  };
  for (const problem of result.problems) {
    inText(problem.range);
    expect(problem.message).not.toMatch(/undefined|\[object|\{\d\}/);
    for (const fix of problem.fixes) fix.edits.forEach((edit) => inText(edit.range));
  }
  const errors = result.problems.some(({ severity }) => severity === 'error');
  for (const graph of result.models) {
    inText(graph.range);
    expect(isComplete(graph)).toBe(!errors);
    const seen = new Set<string>();
    for (const node of graph.nodes) {
      inText(node.range);
      expect(seen.has(node.id)).toBe(false);
      node.inputs.forEach((id) => expect(seen.has(id)).toBe(true));
      seen.add(node.id);
    }
    for (const { shape, initializer } of graph.initialization) {
      if (initializer.kind === 'given') {
        expect(initializer.values).toHaveLength(elementCount(shape));
      }
    }
    if (!errors && graph.data.kind === 'given') {
      expect(graph.data.input.shape).toEqual(graph.nodes[0]!.outputShape);
      expect(sameShape(graph.data.target.shape, graph.targetShape)).toBe(true);
    }
  }
  return result;
}

const sample = fc.constantFrom(...samples);
const piece = fc.oneof(
  fc.constantFrom(
    '[',
    ']',
    '{',
    '}',
    ':',
    ': ',
    ',',
    '- ',
    '\n',
    '\r\n',
    '  ',
    '\t',
    '"',
    "'",
    '#',
    '&a ',
    '*a',
    '!',
    '|',
    '>',
    '?',
    '---\n',
    '%',
    'null',
    '-1',
    '1e12',
    '.nan',
    '0x10',
    'input',
    'from: ',
    'name: ',
    'layers:',
    'repeat: 9',
    'linear: 3',
    'tanh',
    '__proto__',
    'é',
    '😀',
    '\uFEFF',
    '\0',
  ),
  fc.string({ maxLength: 3 }),
);

describe('any text', PATIENCE, () => {
  test('cut off anywhere is read', () => {
    fc.assert(
      fc.property(sample, fc.nat(), ({ name, text }, at) => {
        check(text.slice(0, at % (text.length + 1)), name);
      }),
      { numRuns: 100 },
    );
  });

  test('with pieces put in, taken out or exchanged is read', () => {
    const change = fc.record({ at: fc.nat(), length: fc.nat({ max: 6 }), piece });
    fc.assert(
      fc.property(
        sample,
        fc.array(change, { minLength: 1, maxLength: 5 }),
        ({ name, text }, changes) => {
          let changed = text;
          for (const { at, length, piece: inserted } of changes) {
            const start = at % (changed.length + 1);
            changed = changed.slice(0, start) + inserted + changed.slice(start + length);
          }
          check(changed, name);
        },
      ),
      { numRuns: 200 },
    );
  });

  test('made of pieces is read', () => {
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 40 }), fc.boolean(), (pieces, json) => {
        check(pieces.join(''), json ? 'a.json' : 'a.yaml');
      }),
      { numRuns: 100 },
    );
  });

  test('with values of any kind in any place is read', () => {
    const any = fc.anything({
      maxDepth: 4,
      withNullPrototype: false,
      values: [fc.integer(), fc.double(), fc.string(), fc.boolean(), fc.constant(null)],
    });
    fc.assert(
      fc.property(
        fc.constantFrom('name', 'seed', 'input', 'dims', 'layers', 'loss', 'optimizer', 'data'),
        any,
        (key, value) => {
          const model: Record<string, unknown> = { input: 2, layers: ['tanh'] };
          model[key] = value;
          check(JSON.stringify(model), 'a.json');
        },
      ),
      { numRuns: 100 },
    );
  });

  test('can be completed anywhere', () => {
    fc.assert(
      fc.property(sample, fc.nat(), fc.nat(), ({ name, text }, cut, at) => {
        const part = text.slice(0, cut % (text.length + 1));
        const lines = part.split('\n');
        const line = at % lines.length;
        completionsAt(part, name, line, lines[line]!.length);
      }),
      { numRuns: 50 },
    );
  });
});

describe('a file made to do harm', PATIENCE, () => {
  const codes = (text: string, name = 'a.yaml') =>
    check(text, name).problems.map(({ code }) => code);

  test('of ten megabytes is refused at once', () => {
    expect(codes('a'.repeat(10_000_000))).toEqual(['file-too-large']);
    expect(codes('a: 1\n'.repeat(2_000_000))).toEqual(['file-too-large']);
    expect(codes(`input: 2\nlayers: [tanh]\n${'#'.repeat(MAX_TEXT - 30)}`)).toEqual([]);
  });

  test('of aliases of aliases is bounded', () => {
    const bomb = ['input: 2', 'layers:', '  - residual: &a0 [tanh, tanh, tanh, tanh]'];
    for (let i = 1; i < 30; i += 1) {
      const uses = Array.from({ length: 9 }, () => `residual: *a${i - 1}`).join(', ');
      bomb.push(`  - residual: &a${i} [${uses}]`);
    }
    expect(codes(bomb.join('\n')).filter((code) => code === 'alias-bomb')).toHaveLength(1);
  });

  test('of an alias in itself is an unknown alias', () => {
    expect(codes('input: 2\nlayers: &a\n  - residual: *a\n')).toContain('unknown-alias');
  });

  test.each([
    ['[', 'too-deep'],
    ['{"a":', 'too-deep'],
    ['[{', 'too-deep'],
  ])('of %s without end is too deep', (open, code) => {
    expect(codes(`input: 2\nlayers: ${open.repeat(20_000)}`)).toContain(code);
    expect(codes(open.repeat(20_000), 'a.json')).toContain(code);
  });

  test('of dashes without end is too deep', () => {
    expect(codes(`input: 2\nlayers:\n  ${'- '.repeat(2_000)}tanh`)).toContain('too-deep');
  });

  test('of repetitions within repetitions is bounded', () => {
    let layers = '[tanh]';
    for (let i = 0; i < 20; i += 1) layers = `[{ repeat: 1000, layers: ${layers} }]`;
    expect(codes(`input: 2\nlayers: ${layers}`)).toEqual(['too-many-layers']);
  });

  test('of very many keys, layers or errors ends in time', () => {
    const many = (part: (i: number) => string) =>
      Array.from({ length: 6_000 }, (_, i) => part(i)).join('');
    expect(codes(`input: 2\nlayers: [tanh]\n${many((i) => `k${i}: 1\n`)}`)).toHaveLength(101);
    expect(codes(`input: 2\nlayers:\n${many(() => '- tanh\n')}`)).toEqual(['too-many-layers']);
    expect(codes(`input: 2\nlayers:\n${many(() => '- { tanh: , from: x }\n')}`)).toHaveLength(101);
    expect(codes('}'.repeat(20_000)).length).toBeLessThanOrEqual(101);
    expect(codes(`{"a":${'/*'.repeat(5_000)}`, 'a.json').length).toBeLessThanOrEqual(101);
  });
});
