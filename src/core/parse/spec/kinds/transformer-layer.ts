/** The nodes of one transformer layer. PyTorch: `nn.TransformerEncoderLayer`, `nn.TransformerDecoderLayer`. */
import type { LayerOp } from '../../../model/ops';
import type { NodeAdder, Wire } from './kind';

/** Options of a layer, all filled in. */
export interface TransformerOptions {
  readonly features: number;
  /** Features of the sequence that a decoder attends to. */
  readonly memoryFeatures: number;
  readonly heads: number;
  readonly feedforward: number;
  readonly dropout: number;
  readonly activation: 'relu' | 'gelu';
  readonly normFirst: boolean;
  readonly eps: number;
  readonly bias: boolean;
  readonly causal: boolean;
}

/** One layer, with the names that PyTorch gives its parts. */
export class TransformerLayer {
  constructor(
    private readonly options: TransformerOptions,
    private readonly nodes: NodeAdder,
    /** What stands before the names of the parts, such as `layers.1.`. */
    private readonly prefix = '',
    /** The same of a layer whose first parameters are copied. */
    private readonly like?: string,
  ) {}

  /** With a memory it is a decoder layer, else an encoder layer. */
  output(input: Wire, memory?: Wire): Wire {
    const { causal } = this.options;
    let x = this.residual(1, input, (y) => this.attention('self_attn', [y], causal));
    if (memory) {
      x = this.residual(2, x, (y) => this.attention('multihead_attn', [y, memory], false));
    }
    return this.residual(memory ? 3 : 2, x, (y) => this.feedforward(y));
  }

  /** A part, added to its input, and normalized before it or afterwards. */
  private residual(number: number, x: Wire, part: (input: Wire) => Wire): Wire {
    const { normFirst } = this.options;
    const y = this.dropped(`dropout${number}`, part(normFirst ? this.norm(number, x) : x));
    const sum = this.add(`add${number}`, 'residual add', { type: 'add' }, [x, y]);
    return normFirst ? sum : this.norm(number, sum);
  }

  private attention(name: string, inputs: readonly Wire[], causal: boolean): Wire {
    const { features, memoryFeatures, heads, dropout, bias } = this.options;
    const dim = inputs.length > 1 ? memoryFeatures : features;
    const op: LayerOp = {
      type: 'multihead_attention',
      embedDim: features,
      heads,
      dropout,
      bias,
      kdim: dim,
      vdim: dim,
      batchFirst: true,
      causal,
    };
    return this.add(name, 'multihead_attention', op, inputs);
  }

  private feedforward(x: Wire): Wire {
    const { features, feedforward, activation } = this.options;
    const wide = this.linear('linear1', x, features, feedforward);
    const fn: LayerOp =
      activation === 'gelu'
        ? { type: 'elementwise', function: { fn: 'gelu', options: { approximate: 'none' } } }
        : { type: 'elementwise', function: { fn: 'relu', options: {} } };
    const active = this.add('activation', activation, fn, [wide]);
    return this.linear('linear2', this.dropped('dropout', active), feedforward, features);
  }

  private linear(name: string, x: Wire, inFeatures: number, outFeatures: number): Wire {
    const { bias } = this.options;
    return this.add(name, 'linear', { type: 'linear', inFeatures, outFeatures, bias }, [x]);
  }

  private norm(number: number, x: Wire): Wire {
    const { features, eps, bias } = this.options;
    const op: LayerOp = { type: 'layer_norm', shape: [features], eps, affine: true, bias };
    return this.add(`norm${number}`, 'layer_norm', op, [x]);
  }

  private dropped(name: string, x: Wire): Wire {
    const { dropout } = this.options;
    if (dropout === 0) return x;
    return this.add(name, 'dropout', { type: 'dropout', p: dropout, kind: 'element' }, [x]);
  }

  /** A node; nothing where an input is not known because of an earlier problem. */
  private add(name: string, type: string, op: LayerOp, inputs: readonly Wire[]): Wire {
    if (inputs.some(({ shape }) => shape === null)) return { id: '', shape: null };
    const copy = this.like === undefined ? {} : { copyOf: this.like + name };
    return this.nodes.add(this.prefix + name, type, op, inputs, copy);
  }
}
