/** Broken YAML and JSON: plain words at the right place, a remedy that works, and the rest is still read. */
import { describe, expect, test } from 'vitest';
import { parseModelFile } from '../../../src/core/parse';
import { plainWords } from '../../../src/core/parse/spec/syntax-words';
import { applyFix, codesOf, problemsOf, unmark } from './marked';

describe('YAML', () => {
  test.each([
    ['unclosed-bracket', 'input: [2⟦,⟧\nlayers: [tanh]\n', 1],
    ['unclosed-bracket', 'input: 2\nlayers:\n  - linear: { out: ⟦4⟧\n  - tanh\n', 1],
    ['unclosed-quote', 'input: 2\nlayers: [tanh]\nname: ⟦"net⟧\n', 0],
    ['unclosed-quote', "input: 2\nname: ⟦'net⟧\nlayers: [tanh]\n", 0],
    ['tab-indent', 'input: 2\nlayers:\n⟦\t⟧- linear: 4\n\t- tanh\n', 1],
    ['missing-space', 'input⟦:⟧2\nlayers: [tanh]\n', 1],
    ['missing-space', 'layers: [tanh]\ninput⟦:⟧2\n', 1],
    ['missing-colon', 'input: 2\n⟦layers⟧\n  - tanh\n', 1],
    ['missing-colon', 'input: 2\n⟦seed⟧\nlayers: [tanh]\n', 1],
    ['bad-indent', 'input: 2\nlayers:\n  - linear: 4\n    ⟦- tanh⟧\n', 0],
    ['syntax', 'input: 2\nlayers: [tanh]\nname: "a⟦\\⟧q"\n', 0],
    ['syntax', 'input: ⟦!size⟧ 2\nlayers: [tanh]\n', 0],
    ['syntax', 'input: 2\nlayers: [tanh]\nname: ⟦@⟧net\n', 0],
    ['bad-merge', 'input: 2\nlayers:\n  - linear: { ⟦<<⟧: 3, out: 2 }\n', 0],
    ['bad-key', 'input: 2\nlayers: [tanh]\n? ⟦[a]⟧\n: 3\n', 0],
    ['several-documents', 'input: 2\nlayers: [tanh]\n⟦---⟧\ninput: 3\n', 0],
    ['unknown-alias', 'input: ⟦*size⟧\nlayers: [tanh]\n', 1],
    ['empty-file', '⟦⟧', 1],
    ['empty-file', '⟦# nothing yet⟧\n', 1],
    ['not-a-model', '⟦version: 3⟧\nservices: { web: { image: x, ports: [1] } }\n', 0],
    ['not-a-model', '⟦- a⟧\n- b\n', 0],
    ['not-a-model', '⟦just some text⟧\n', 0],
    ['not-a-model', '⟦name: CI⟧\non: push\njobs: {}\n', 0],
  ])('%s\n%s', (code, marked, fixes) => {
    const { text, range } = unmark(marked);
    const found = problemsOf(text);
    expect(found[0]).toMatchObject({ code, severity: 'error' });
    expect(found.map((problem) => problem.code)).toEqual([code]);
    if (code !== 'bad-indent') expect(found[0]!.range).toEqual(range);
    expect(found[0]!.range.startLine).toBe(range!.startLine);
    expect(found[0]!.fixes).toHaveLength(fixes);
    for (const fix of found[0]!.fixes) expect(codesOf(applyFix(text, fix))).not.toContain(code);
  });

  test('with a mistake is still read, and other mistakes are still found', () => {
    const { models, problems } = parseModelFile(
      'input: [2\nlayers:\n\t- linear: 4\n\t- linear: many\n\t- tanh: { name: 1\nseeed: 3\n',
      'a.yaml',
    );
    expect(problems.map(({ code, range }) => [code, range.startLine])).toEqual([
      ['unclosed-bracket', 0],
      ['tab-indent', 2],
      ['unknown-dim', 3],
      ['unclosed-bracket', 4],
      ['unknown-key', 5],
    ]);
    expect(models[0]!.stoppedAt).not.toBeNull();
  });

  test('may use anchors and aliases', () => {
    const { models, problems } = parseModelFile(
      'input: 2\nlayers:\n  - &block { linear: 2, bias: false }\n  - *block\n  - residual: &list [tanh]\n  - residual: *list\n',
      'a.yaml',
    );
    expect(problems).toEqual([]);
    expect(models[0]!.nodes.map(({ id }) => id)).toEqual([
      'input',
      '0',
      '1',
      '2.0',
      '2',
      '3.0',
      '3',
    ]);
    expect(models[0]!.nodes[2]!.range.startLine).toBe(2);
  });

  test('may use merge keys, whose own keys count more', () => {
    const { models, problems } = parseModelFile(
      'input: 2\nlayers:\n  - linear: &base { out: 3, bias: false }\n  - linear: { <<: *base, out: 5, name: wide }\n  - linear:\n      <<: [*base]\n',
      'a.yaml',
    );
    expect(problems).toEqual([]);
    const [, first, second, third] = models[0]!.nodes;
    expect([first, second, third].map((node) => node!.outputShape[1])).toEqual([3, 5, 3]);
    expect(second!.parameters.map(({ name }) => name)).toEqual(['wide.weight']);
    expect(second!.range.startLine).toBe(3);
  });

  test('marks a mistake in merged keys where it stands', () => {
    const { text, range } = unmark(
      'input: 2\nlayers:\n  - linear: &base { out: ⟦many⟧ }\n  - linear: { <<: *base, name: x }\n',
    );
    expect(problemsOf(text)).toMatchObject([{ code: 'unknown-dim', range }]);
  });

  test.each([
    ['name: "a" b', /a value has ended.*Remove what follows/],
    ['name: a: b', /second key.*quotes/],
    ['name: [a, , b]', /beside this comma/],
    ['name: }', /closes nothing/],
    ['foo bar\n  baz\nseed: 1', /on one line with its colon.*colon is missing/],
    ['"a b"', /no colon.*Write it as key: value/],
    ['name: |x\n  a', /starts on the next line/],
    ['name: &a &b x', /one anchor.*Remove one/],
    ['name: &', /a name must follow/],
    ['name: "a"#c', /space before its "#"/],
    ['name: `a', /cannot start with `.*quotes/],
  ])('is explained in own words: %s', (line, words) => {
    const messages = problemsOf(`input: 2\nlayers: [tanh]\n${line}\n`).map((one) => one.message);
    expect(messages.join('\n')).toMatch(words);
    expect(messages.join('\n')).not.toMatch(/scalar|[Ii]mplicit|token|flow|block|not valid YAML/);
  });

  test('is explained by the library where it has a new word for an error', () => {
    const { message } = plainWords({ code: 'NEW_ERROR', message: 'Strange thing.' }, 'yaml');
    expect(message).toMatch(/\(Strange thing\)\. Check quotes/);
  });

  test.each(['\n', '\r\n'])('counts lines that end with %j', (end) => {
    const text = ['# net', 'input: 2', 'layers:', '  - tan', ''].join(end);
    expect(problemsOf(text)[0]!.range).toEqual({
      startLine: 3,
      startColumn: 4,
      endLine: 3,
      endColumn: 7,
    });
  });

  test('does not count a byte order mark', () => {
    expect(problemsOf('\uFEFFinputt: 2\nlayers: [tanh]')[0]!.range.startColumn).toBe(0);
  });
});

describe('JSON', () => {
  const name = 'net.backprop.json';
  const net = (end: string) => `{\n\t"input": 2,\n\t"layers": ["tanh"]${end}\n}`;

  test('may be indented with tabs', () => {
    expect(codesOf(net(',\n\t"seed": 1e0'), name)).toEqual([]);
  });

  test.each([
    [net(' ⟦// a net⟧'), 1],
    [net(' ⟦/* a\n net */⟧'), 1],
    [net(' ⟦# a net⟧'), 1],
    [net('⟦,⟧'), 1],
    [net(", ⟦'seed'⟧: 3"), 1],
    [net(', ⟦seed⟧: 3'), 1],
    [net(', "loss": ⟦mse⟧'), 1],
    [net(', "seed": ⟦undefined⟧').replace('undefined', 'nil'), 1],
    ['⟦input: 2⟧\nlayers: [tanh]', 0],
  ])('is JSON by the letter\n%s', (marked, fixes) => {
    const { text, range } = unmark(marked);
    const found = problemsOf(text, name).filter(({ code }) => code === 'json-syntax');
    expect(found.length).toBeGreaterThan(0);
    if (fixes > 0) {
      expect(found[0]).toMatchObject({ severity: 'error', range });
      expect(found).toHaveLength(1);
      expect(found[0]!.fixes).toHaveLength(fixes);
      expect(codesOf(applyFix(text, found[0]!.fixes[0]!), name)).not.toContain('json-syntax');
    }
  });

  test.each([
    '{"input": 2 "layers": ["tanh"]}',
    '{"input": 2, "layers": ["tanh"}',
    '{"input": 2, "layers": ["tanh"',
  ])('is broken in %s', (text) => {
    expect(problemsOf(text, name).some(({ severity }) => severity === 'error')).toBe(true);
  });

  test('has remedies in quotes', () => {
    const [problem] = problemsOf(net(', "los": "mse"'), name);
    expect(problem!.fixes[0]!.edits[0]!.newText).toBe('"loss"');
    expect(codesOf('{"input": 2, "input": 3, "layers": ["tanh"]}', name)).toEqual([
      'duplicate-key',
    ]);
  });
});
