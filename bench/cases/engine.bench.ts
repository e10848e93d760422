/** How long lowering and one training step take, compared with the bare matrix products of that step. */
import { lower, materializeData, runStep } from '../../src/core/autodiff';
import { initialParameters } from '../../test/support/runs';
import { timed, type Case } from '../measure';
import { denseFile, graphOf } from '../models';
import { plainStep } from '../reference';

export const cases: readonly Case[] = [engine([2, 16, 16, 1], 64), engine([784, 128, 64, 10], 32)];

function engine(widths: readonly number[], batch: number): Case {
  return timed(`lower + run ${widths.join('-')}, batch ${batch}`, () => {
    const graph = graphOf(denseFile(widths, batch));
    const [parameters, data] = [initialParameters(graph), materializeData(graph)];
    return {
      run: () => runStep(lower(graph), parameters, data, 0),
      against: plainStep(widths, batch),
    };
  });
}
