/** The networks that the engine is compared on with other libraries, as each of them is told. */

/** One layer: dense with an activation, or of an image. */
export type PeerLayer =
  | { readonly kind: 'dense'; readonly out: number; readonly activation: 'relu' | 'tanh' | null }
  | { readonly kind: 'conv'; readonly out: number; readonly kernel: number }
  | { readonly kind: 'relu' }
  | { readonly kind: 'maxpool' }
  | { readonly kind: 'flatten' }
  /** A pre-norm transformer block with causal self-attention and GELU; [tokens, width] in and out. */
  | { readonly kind: 'gpt'; readonly heads: number };

export interface PeerNetwork {
  readonly name: string;
  readonly batch: number;
  /** One sample: features, or [channels, height, width]. */
  readonly input: readonly number[];
  readonly layers: readonly PeerLayer[];
  readonly loss: 'cross_entropy' | 'mse';
}

const dense = (out: number, activation: 'relu' | 'tanh' | null): PeerLayer => ({
  kind: 'dense',
  out,
  activation,
});

export const NETWORKS: readonly PeerNetwork[] = [
  {
    name: '784-128-64-10',
    batch: 32,
    input: [784],
    layers: [dense(128, 'relu'), dense(64, 'relu'), dense(10, null)],
    loss: 'cross_entropy',
  },
  {
    name: '2-16-16-1',
    batch: 64,
    input: [2],
    layers: [dense(16, 'tanh'), dense(16, 'tanh'), dense(1, null)],
    loss: 'mse',
  },
  {
    name: 'conv 8-16, pool, dense',
    batch: 8,
    input: [1, 28, 28],
    layers: [
      { kind: 'conv', out: 8, kernel: 3 },
      { kind: 'relu' },
      { kind: 'conv', out: 16, kernel: 3 },
      { kind: 'relu' },
      { kind: 'maxpool' },
      { kind: 'flatten' },
      dense(10, null),
    ],
    loss: 'cross_entropy',
  },
  {
    name: 'GPT block, d 64, 4 heads, 32 tokens',
    batch: 4,
    input: [32, 64],
    layers: [{ kind: 'gpt', heads: 4 }],
    loss: 'mse',
  },
];

/** A layer with the shapes of its parameters, and of a sample after it. Weights are [out, in …], each followed by its bias. */
export interface Sized {
  readonly layer: PeerLayer;
  readonly parameters: readonly (readonly number[])[];
  readonly out: readonly number[];
}

/** Works out the shapes from layer to layer. */
export function sized({ input, layers }: PeerNetwork): Sized[] {
  let shape = input;
  return layers.map((layer) => {
    const before = shape;
    const [channels = 1, height = 1, width = 1] = before;
    switch (layer.kind) {
      case 'dense':
        shape = [layer.out];
        return { layer, parameters: [[layer.out, channels], [layer.out]], out: shape };
      case 'conv': {
        const { out, kernel } = layer;
        shape = [out, height - kernel + 1, width - kernel + 1];
        return { layer, parameters: [[out, channels, kernel, kernel], [out]], out: shape };
      }
      case 'maxpool':
        shape = [channels, Math.floor(height / 2), Math.floor(width / 2)];
        break;
      case 'flatten':
        shape = [channels * height * width];
        break;
      case 'gpt':
        return { layer, parameters: blockParameters(height), out: shape };
      case 'relu':
        break;
    }
    return { layer, parameters: [], out: shape };
  });
}

/** Norm, q k v together, output, norm, up, down. */
function blockParameters(width: number): number[][] {
  const dense = (out: number, into: number) => [[out, into], [out]];
  return [
    [width],
    [width],
    ...dense(3 * width, width),
    ...dense(width, width),
    [width],
    [width],
    ...dense(4 * width, width),
    ...dense(width, 4 * width),
  ];
}

/** Fixed numbers in (−scale, scale). */
export function numbersLike(count: number, scale: number): Float32Array {
  return Float32Array.from({ length: count }, (_, i) => scale * Math.sin(1 + i * 1.7));
}

/** The same network as a model file. */
export function fileOf({ batch, input, layers, loss }: PeerNetwork): string {
  const lines = layers.flatMap((layer) => {
    switch (layer.kind) {
      case 'dense':
        return [`linear: ${layer.out}`, ...(layer.activation ? [layer.activation] : [])];
      case 'conv':
        return [`conv2d: { out: ${layer.out}, kernel: ${layer.kernel} }`];
      case 'maxpool':
        return ['max_pool2d: 2'];
      case 'flatten':
      case 'relu':
        return [layer.kind];
      case 'gpt':
        return [
          `transformer_encoder_layer: { heads: ${layer.heads}, feedforward: ${4 * input[1]!}, dropout: 0, activation: gelu, norm_first: true, causal: true }`,
        ];
    }
  });
  return [
    'seed: 1',
    `input: [${input.join(', ')}]`,
    'layers:',
    ...lines.map((line) => `  - ${line}`),
    `loss: ${loss}`,
    `data: { random: ${batch} }`,
    '',
  ].join('\n');
}
