/** What a panel shows while the text is right, wrong, and right again. */
import { describe, expect, it } from 'vitest';
import type { ModelGraph } from '../../../src/core/model/graph';
import type { Problem, Severity } from '../../../src/core/model/problem';
import { changeableModel, readModel } from '../../../src/host/panel/reading';
import { xorGraph } from '../../support/graphs';

const at = (line: number) => ({ startLine: line, startColumn: 0, endLine: line, endColumn: 5 });
const problem = (severity: Severity, message: string, line: number): Problem => ({
  severity,
  code: 'test',
  message,
  range: at(line),
  fixes: [],
});
const good = (name: string): ModelGraph => ({ ...xorGraph(), name });
const partial: ModelGraph = { ...xorGraph(), stoppedAt: { range: at(3), reason: 'Too wide.' } };

describe('readModel', () => {
  it('shows a model without errors, warnings or not', () => {
    const graph = good('a');
    const problems = [problem('warning', 'Slow.', 1), problem('information', 'Note.', 2)];
    expect(readModel({ models: [graph], problems }, null)).toEqual({
      models: [{ name: 'a', complete: true }],
      graph,
      stale: null,
      problems: { errors: 0, warnings: 1 },
    });
  });

  it('keeps the last good model while the text has errors, and says the first of them', () => {
    const last = readModel({ models: [good('a')], problems: [] }, null);
    const problems = [
      problem('warning', 'Slow.', 1),
      problem('error', 'Too wide.', 3),
      problem('error', 'Unknown.', 5),
    ];
    const stale = readModel({ models: [partial], problems }, last);
    expect(stale.graph?.name).toBe('a');
    expect(stale.stale).toEqual({ message: 'Too wide.', range: at(3) });
    expect(stale.problems).toEqual({ errors: 2, warnings: 1 });
    expect(readModel({ models: [], problems }, stale).graph?.name).toBe('a');
    const mended = readModel({ models: [good('b')], problems: [] }, stale);
    expect(mended).toMatchObject({ graph: { name: 'b' }, stale: null });
  });

  it('shows the model that was chosen, else the first that is complete', () => {
    const result = { models: [partial, good('a'), good('b')], problems: [] };
    expect(readModel(result, null)).toMatchObject({ graph: { name: 'a' }, stale: null });
    const chosen = readModel(result, null, 'b');
    expect(chosen).toMatchObject({ graph: { name: 'b' }, stale: null });
    expect(chosen.models.map(({ complete }) => complete)).toEqual([false, true, true]);
    expect(readModel(result, chosen, 'gone').graph?.name).toBe('a');
  });

  it('shows what was understood of code, unless that model was shown whole before', () => {
    const code = { ...partial, invocation: 'Net()' };
    const { name } = code;
    const first = readModel({ models: [code, good('b')], problems: [] }, null, name);
    expect(first).toMatchObject({ graph: { name }, stale: { message: 'Too wide.' } });
    const whole = readModel({ models: [good(name), good('b')], problems: [] }, first, name);
    const broken = readModel({ models: [code, good('b')], problems: [] }, whole, name);
    expect(broken.graph).toBe(whole.graph);
    const other = readModel({ models: [good('b'), code], problems: [] }, whole, 'b');
    expect(other.graph?.name).toBe('b');
  });

  it('says a mistake of syntax before what follows from it', () => {
    const syntax = { ...problem('error', 'A comma is missing.', 7), code: 'syntax' };
    const problems = [problem('error', 'Consequence.', 5), syntax];
    expect(readModel({ models: [partial], problems }, null).stale).toEqual({
      message: 'A comma is missing.',
      range: at(7),
    });
  });

  it('says how a model would be made that cannot be made', () => {
    const unmade: ModelGraph = { ...partial, nodes: [], invocation: 'Net(backbone=None)' };
    const result = { models: [unmade], problems: [] };
    expect(readModel(result, null)).toMatchObject({
      graph: null,
      invocation: 'Net(backbone=None)',
    });
    const whole = readModel({ models: [good(unmade.name)], problems: [] }, null);
    expect(readModel(result, whole)).toMatchObject({ graph: whole.graph });
    expect(readModel(result, whole).invocation).toBeUndefined();
  });

  it('shows nothing, with the reason, when the text never was right', () => {
    const problems = [problem('error', 'Too wide.', 3)];
    expect(readModel({ models: [partial], problems }, null)).toMatchObject({
      graph: null,
      stale: { message: 'Too wide.' },
    });
    expect(readModel({ models: [partial], problems: [] }, null).stale).toEqual({
      message: 'Too wide.',
      range: at(3),
    });
    expect(readModel({ models: [], problems: [] }, null).stale?.message).toMatch(/no model/);
  });
});

describe('the model that can be changed', () => {
  it('is the one of the text, whole or not, else the one that is still shown', () => {
    const whole = readModel({ models: [good('a')], problems: [] }, null);
    const unmade: ModelGraph = { ...partial, name: 'b', nodes: [] };
    expect(changeableModel({ models: [unmade], problems: [] }, whole, null)).toBe(unmade);
    expect(changeableModel({ models: [], problems: [] }, whole, null)).toBe(whole.graph);
    expect(changeableModel(null, null, null)).toBeNull();
  });
});
