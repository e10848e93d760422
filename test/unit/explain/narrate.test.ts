import { describe, expect, it } from 'vitest';
import { explain, formatNumber, narrate } from '../../../src/core/explain';
import { endOf } from '../../../src/core/timeline';
import { at, branched, runOf } from './fixtures';
import { mlp, xorGraph } from '../../support/graphs';

const xor = runOf('xor', xorGraph());
const line = (text: string, start: string) => text.split('\n').find((l) => l.startsWith(start))!;

describe('the picture in words', () => {
  it('begins with where we are', () => {
    const said = explain(at(xor, 3));
    expect(narrate(at(xor, 3)).split('\n')[0]).toBe(
      `${said.kicker}. ${said.title}. ${said.sentence}`,
    );
  });

  it('tells the values of the shown sample, layer by layer', () => {
    const text = narrate(at(xor, 1, 'operation', 2));
    const z = xor.trace.values[xor.trace.program.outputOf['0']!]!;
    const shown = Array.from(z.slice(8, 12), (v) => formatNumber(v)).join(', ');
    expect(text).toContain('Sample 3 of 4.');
    expect(line(text, 'linear 0 ')).toContain(`z of layer 1: ${shown}.`);
    expect(line(text, 'input ')).toContain('x: 1, 0.');
  });

  it('tells only what is there already', () => {
    const early = narrate(at(xor, 1));
    expect(line(early, 'tanh ')).toContain('not computed yet');
    expect(line(early, 'tanh ')).not.toMatch(/a of layer 1: /);
    expect(early).not.toMatch(/delta of layer 1: /);
    const late = narrate(at(xor, endOf(xor.timeline)));
    expect(late).not.toContain('not computed yet');
    expect(line(late, 'linear 0 ')).toMatch(/delta of layer 1: .*\./);
    expect(line(late, 'linear 0 ')).toContain('new W of layer 1: ');
    expect(line(late, 'bce: ')).toContain(`E: ${formatNumber(xor.trace.loss)}.`);
  });

  it('counts what it leaves out', () => {
    const wide = runOf('wide', mlp([128, 2]));
    expect(line(narrate(at(wide, 1)), 'input ')).toMatch(/x: (\S+, ){7}\S+ and 120 more\./);
    expect(narrate(at(wide, 1)).length).toBeLessThan(3000);
  });

  it('is plain text at every moment', () => {
    const run = runOf('branched', branched());
    for (let time = 0; time <= endOf(run.timeline); time += 1) {
      const text = narrate(at(run, time));
      expect(text).not.toMatch(/\\|undefined|null/);
      for (const node of run.graph.nodes) expect(text).toContain(`(${node.type}, `);
    }
  });
});
