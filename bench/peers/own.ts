/** This engine: forward and backward in memory that is allocated once, every value and every gradient kept. */
import { prepare, Workspace } from '../../src/core/autodiff';
import { graphOf } from '../models';

/** Prepares a step of a model file; the function runs it once. */
export function ownStep(file: string): () => void {
  const { program, state, data } = prepare(graphOf(file));
  const workspace = new Workspace(program);
  workspace.load(state, data);
  const update = program.ops.findIndex(({ phase }) => phase === 'update');
  return () => workspace.run(update);
}
