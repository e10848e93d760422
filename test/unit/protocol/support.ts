/** Messages with a small graph, to be changed at one place. */
import type { ModelGraph } from '../../../src/core/model/graph';
import type { HostMessage } from '../../../src/protocol/messages';
import { GraphBuilder } from '../../support/graphs';

/** Any place of a file. */
export const RANGE = { startLine: 1, startColumn: 0, endLine: 1, endColumn: 9 };

/** A graph of a few layers, with values from the file. */
export function smallGraph(): ModelGraph {
  const builder = new GraphBuilder([2], { given: { 'a.bias': [1, 2, 3] } });
  const a = builder.linear('input', 3, 'a');
  const b = builder.elementwise(a, 'leaky_relu');
  const c = builder.add([a, b]);
  const d = builder.concat([b, c]);
  const e = builder.flatten(d);
  const f = builder.logSoftmax(builder.softmax(e));
  builder.linear(f, 1, 'out', false);
  return builder.build();
}

/** The same graph with another operation in its second node, whatever its shapes. */
export function withOp(op: unknown): ModelGraph {
  return changed(smallGraph(), 'nodes.1.op', op) as ModelGraph;
}

/** The message that brings this graph to the page. */
export function snapshotOf(graph: ModelGraph | null): HostMessage {
  return {
    type: 'snapshot',
    snapshot: {
      revision: 1,
      uri: 'file:///xor.backprop.yaml',
      fileName: 'xor.backprop.yaml',
      models: [],
      graph,
      stale: { message: 'Unknown layer.', range: RANGE },
      problems: { errors: 1, warnings: 0 },
      settings: {
        maxUnits: 16,
        speed: 1,
        reducedMotion: 'auto',
        limits: { seconds: 5, megabytes: 1024 },
      },
    },
  };
}

/** The object with one field, found by path, replaced. */
export function changed<T extends object>(object: T, path: string, value: unknown): unknown {
  const copy = structuredClone(object) as Record<string, unknown>;
  const keys = path.split('.');
  const last = keys.pop()!;
  const parent = keys.reduce((at, key) => at[key] as Record<string, unknown>, copy);
  if (value === undefined) delete parent[last];
  else parent[last] = value;
  return copy;
}
