import katex from 'katex';
import { describe, expect, it } from 'vitest';
import { explain, inspect } from '../../../src/core/explain';
import { FORMULAS } from '../../../src/core/explain/formulas';
import { GRAINS, stepForward } from '../../../src/core/timeline';
import { allRuns, at, type Run } from './fixtures';

const macros = {
  '\\fwd': '{#1}',
  '\\bwd': '{#1}',
  '\\upd': '{#1}',
  '\\val': '{#1}',
  '\\err': '{#1}',
};

const seen = new Set<string>();

function typeset(tex: string | null): void {
  if (tex === null || seen.has(tex)) return;
  seen.add(tex);
  katex.renderToString(tex, {
    displayMode: true,
    throwOnError: true,
    strict: 'error',
    macros: { ...macros },
  });
}

/** Most stops of the term grain that are looked at in one run. */
const STOPS = 24;
/** Most beats and tensors of which each is looked at; of more, as many at even distances. */
const MOST = 60;

function typesetEverything(run: Run): number {
  let moments = 0;
  const beats = run.timeline.beats.length;
  const stride = Math.ceil(beats / MOST);
  for (let time = 0; time <= beats; time += stride) {
    const { symbolic, numeric } = explain(at(run, time));
    typeset(symbolic);
    typeset(numeric);
    moments += 1;
  }
  for (const grain of GRAINS.filter((each) => each !== 'operation')) {
    let time = 0;
    for (let stop = 0; grain !== 'term' || stop < STOPS; stop += 1) {
      const { symbolic, numeric } = explain(at(run, time, grain, stop));
      typeset(symbolic);
      typeset(numeric);
      moments += 1;
      const next = stepForward(run.timeline, time, grain);
      if (next === time) break;
      time = next;
    }
  }
  const { tensors } = run.trace.program;
  for (let id = 0; id < tensors.length; id += Math.ceil(tensors.length / MOST)) {
    const last = run.trace.values[id]!.length - 1;
    for (const index of new Set([0, last])) {
      const all = inspect(at(run, 3), { tensor: id, index });
      typeset(all.letter);
      for (const pair of ['', 'gradient', 'update'] as const) {
        typeset(pair === '' ? all.symbolic : all[`${pair}Symbolic`]);
        typeset(pair === '' ? all.numeric : all[`${pair}Numeric`]);
      }
    }
  }
  return moments;
}

describe('every formula', () => {
  const runs = allRuns();

  it.each(runs.map((run) => [run.name, run] as const))('can be typeset: %s', (_, run) => {
    expect(typesetEverything(run)).toBeGreaterThan(Math.min(run.timeline.beats.length, MOST / 2));
  });

  it('was looked at: the runs use every primitive', () => {
    const used = new Set(runs.flatMap((r) => r.trace.program.ops.map((op) => op.primitive)));
    expect([...used].sort()).toEqual(Object.keys(FORMULAS).sort());
  });
});
