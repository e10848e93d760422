/** TensorFlow.js on its cpu and wasm back ends: forward and backward, gradients of all parameters read out. */
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import * as tf from '@tensorflow/tfjs';
import { setWasmPaths } from '@tensorflow/tfjs-backend-wasm';
import { numbersLike, sized, type PeerLayer, type PeerNetwork } from './network';

/** Prepares a step; the function runs it once. Rejects where the back end lacks a kernel. */
export async function tfjsStep(network: PeerNetwork, backend: 'cpu' | 'wasm'): Promise<() => void> {
  const entry = createRequire(import.meta.url).resolve('@tensorflow/tfjs-backend-wasm');
  setWasmPaths(join(dirname(entry), '/'));
  await tf.setBackend(backend);
  const layers = sized(network);
  const parameters = layers.map(({ layer, parameters: shapes }) =>
    shapes.map((shape) => tf.variable(parameter(layer, shape))),
  );
  const { batch, input } = network;
  const channelsLast = input.length === 3 ? [input[1]!, input[2]!, input[0]!] : input;
  const x = tensorOf([batch, ...channelsLast], 1);
  const out = [batch, ...layers[layers.length - 1]!.out];
  const classes = out[1]!;
  const target =
    network.loss === 'mse'
      ? tensorOf(out, 1)
      : tf.oneHot(
          tf.tensor1d(
            Array.from({ length: batch }, (_, i) => i % classes),
            'int32',
          ),
          classes,
        );
  const loss = (): tf.Scalar => {
    const h = layers.reduce<tf.Tensor>((h, { layer }, i) => apply(layer, h, parameters[i]!), x);
    if (network.loss === 'mse') return tf.mean(tf.square(tf.sub(h, target)));
    return tf.mean(tf.neg(tf.sum(tf.mul(target, tf.logSoftmax(h)), 1)));
  };
  const run = (): void => {
    tf.engine().startScope();
    const { value, grads } = tf.variableGrads(loss);
    value.dataSync();
    for (const gradient of Object.values(grads)) gradient.dataSync();
    tf.engine().endScope();
  };
  run();
  return run;
}

function tensorOf(shape: readonly number[], scale: number): tf.Tensor {
  return tf.tensor(
    numbersLike(
      shape.reduce((a, b) => a * b, 1),
      scale,
    ),
    [...shape],
  );
}

/** Kernels are [height, width, in, out] there, dense weights [in, out]. */
function parameter(layer: PeerLayer, shape: readonly number[]): tf.Tensor {
  if (shape.length === 1) return tensorOf(shape, 0.1);
  const w = tensorOf(shape, 1 / Math.sqrt(shape.slice(1).reduce((a, b) => a * b, 1)));
  return layer.kind === 'conv' ? tf.transpose(w, [2, 3, 1, 0]) : tf.transpose(w);
}

function apply(layer: PeerLayer, h: tf.Tensor, own: readonly tf.Tensor[]): tf.Tensor {
  switch (layer.kind) {
    case 'dense': {
      const z = dense(h, own[0]!, own[1]!);
      return layer.activation === 'relu' ? tf.relu(z) : layer.activation ? tf.tanh(z) : z;
    }
    case 'conv': {
      const z = tf.conv2d(h as tf.Tensor4D, own[0] as tf.Tensor4D, 1, 'valid');
      return tf.add(z, own[1]!);
    }
    case 'relu':
      return tf.relu(h);
    case 'maxpool':
      return tf.maxPool(h as tf.Tensor4D, 2, 2, 'valid');
    case 'flatten':
      return tf.reshape(h, [h.shape[0], -1]);
    case 'gpt':
      return block(h, own, layer.heads);
  }
}

function dense(h: tf.Tensor, weight: tf.Tensor, bias: tf.Tensor): tf.Tensor {
  const rows = tf.reshape(h, [-1, h.shape[h.rank - 1]!]);
  const z = tf.add(tf.matMul(rows, weight), bias);
  return tf.reshape(z, [...h.shape.slice(0, -1), weight.shape[1]!]);
}

function block(x: tf.Tensor, own: readonly tf.Tensor[], heads: number): tf.Tensor {
  const [n, t, d] = x.shape as [number, number, number];
  const split = (part: tf.Tensor) =>
    tf.transpose(tf.reshape(part, [n, t, heads, d / heads]), [0, 2, 1, 3]);
  const [q, k, v] = tf.split(dense(norm(x, own[0]!, own[1]!), own[2]!, own[3]!), 3, 2).map(split);
  const later = tf.mul(tf.sub(1, tf.linalg.bandPart(tf.ones([t, t]), -1, 0)), -1e9);
  const scores = tf.add(tf.div(tf.matMul(q!, k!, false, true), Math.sqrt(d / heads)), later);
  const mixed = tf.reshape(tf.transpose(tf.matMul(tf.softmax(scores), v!), [0, 2, 1, 3]), [
    n,
    t,
    d,
  ]);
  const h = tf.add(x, dense(mixed, own[4]!, own[5]!));
  const up = dense(norm(h, own[6]!, own[7]!), own[8]!, own[9]!);
  const gelu = tf.mul(tf.mul(up, 0.5), tf.add(tf.erf(tf.div(up, Math.SQRT2)), 1));
  return tf.add(h, dense(gelu, own[10]!, own[11]!));
}

function norm(x: tf.Tensor, weight: tf.Tensor, bias: tf.Tensor): tf.Tensor {
  const { mean, variance } = tf.moments(x, -1, true);
  return tf.add(tf.mul(tf.div(tf.sub(x, mean), tf.sqrt(tf.add(variance, 1e-5))), weight), bias);
}
