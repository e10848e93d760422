import { it } from 'vitest';
import { explain } from '../../../src/core/explain';
import { at, plain, runOf } from './fixtures';
import { layerGraphs } from './layers';
it('dumps', () => {
  const graphs = layerGraphs();
  for (const name of (process.env.NETS ?? '').split(',')) {
    const run = runOf(name, graphs[name]!);
    console.log('#### ' + name);
    for (const op of run.trace.program.ops) {
      const e = explain(at(run, op.index + 1));
      console.log(`[${op.primitive}] ${e.kicker}\n  ${e.title} — ${e.sentence}\n  S ${plain(e.symbolic ?? '')}\n  N ${plain(e.numeric ?? '')}\n  note ${e.note}`);
    }
  }
});
