/** jax-js on its wasm back end, compiled by `jit`: forward and backward, gradients of all parameters read out. */
import { defaultDevice, init, jit, lax, nn, numpy as np, tree, valueAndGrad } from '@jax-js/jax';
import { numbersLike, sized, type PeerLayer, type PeerNetwork } from './network';

/** Prepares and compiles a step; the function runs it once. */
export async function jaxStep(network: PeerNetwork): Promise<() => void> {
  await init('wasm');
  defaultDevice('wasm');
  const layers = sized(network);
  const parameters = layers.map(({ layer, parameters: shapes }) =>
    shapes.map((shape) => parameter(layer, shape)),
  );
  const { batch, input } = network;
  const out = [batch, ...layers[layers.length - 1]!.out];
  const x = array([batch, ...input], 1);
  const classes = np.array(
    Array.from({ length: batch }, (_, i) => i % out[1]!),
    { dtype: np.int32 },
  );
  const target = network.loss === 'mse' ? array(out, 1) : nn.oneHot(classes, out[1]!);

  const loss = (own: np.Array[][], input: np.Array, y: np.Array): np.Array => {
    const h = layers.reduce((h, { layer }, i) => apply(layer, h, own[i]!), input);
    if (network.loss === 'mse') return np.mean(np.square(h.sub(y)));
    return nn.logSoftmax(h).mul(y).sum().neg().div(batch);
  };
  const step = jit(valueAndGrad(loss));
  const run = (): void => {
    const [value, gradients] = step(tree.ref(parameters), x.ref, target.ref) as [
      np.Array,
      np.Array[][],
    ];
    value.dataSync();
    for (const gradient of gradients.flat()) gradient.dataSync();
  };
  run();
  return run;
}

function array(shape: readonly number[], scale: number): np.Array {
  const count = shape.reduce((a, b) => a * b, 1);
  return np.array(numbersLike(count, scale), { shape: [...shape] });
}

/** Dense weights are [in, out] there. */
function parameter(layer: PeerLayer, shape: readonly number[]): np.Array {
  if (shape.length === 1) return array(shape, 0.1);
  const scale = 1 / Math.sqrt(shape.slice(1).reduce((a, b) => a * b, 1));
  return array(layer.kind === 'conv' ? shape : [...shape].reverse(), scale);
}

function apply(layer: PeerLayer, h: np.Array, own: np.Array[]): np.Array {
  switch (layer.kind) {
    case 'dense': {
      const z = np.dot(h, own[0]!).add(own[1]!);
      return layer.activation === 'relu' ? nn.relu(z) : layer.activation ? np.tanh(z) : z;
    }
    case 'conv':
      return lax.conv(h, own[0]!, [1, 1], 'VALID').add(own[1]!.reshape([1, -1, 1, 1]));
    case 'relu':
      return nn.relu(h);
    case 'maxpool': {
      const [n, c, height, width] = h.shape as [number, number, number, number];
      return np.max(h.reshape([n, c, height / 2, 2, width / 2, 2]), [3, 5]);
    }
    case 'flatten':
      return h.reshape([h.shape[0]!, -1]);
    case 'gpt':
      return block(h, own, layer.heads);
  }
}

function block(x: np.Array, own: np.Array[], heads: number): np.Array {
  const [n, t, d] = x.shape as [number, number, number];
  const dense = (h: np.Array, i: number) => np.dot(h, own[i]!).add(own[i + 1]!);
  const norm = (h: np.Array, i: number) =>
    nn
      .standardize(h, -1)
      .mul(own[i]!)
      .add(own[i + 1]!);
  const qkv = dense(norm(x.ref, 0), 2).reshape([n, t, 3, heads, d / heads]);
  const part = (i: number) => qkv.ref.slice([], [], i, [], []).transpose([0, 2, 1, 3]);
  const [q, k, v] = [part(0), part(1), part(2)];
  qkv.dispose();
  const later = np.triu(np.ones([t, t]), 1).mul(-1e9);
  const scores = np
    .matmul(q, k.transpose([0, 1, 3, 2]))
    .mul(1 / Math.sqrt(d / heads))
    .add(later);
  const mixed = np.matmul(nn.softmax(scores), v).transpose([0, 2, 1, 3]).reshape([n, t, d]);
  const h = x.add(dense(mixed, 4));
  const up = nn.gelu(dense(norm(h.ref, 6), 8), { approximate: false });
  return h.add(dense(up, 10));
}
