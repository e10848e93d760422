/** What parameters of models are usually called, and small numbers that go with such names. */

/**
 * How numbers that depend on each other are chosen, in the order in which they are tried: `even` makes all widths alike, so that heads and
 * groups divide them; `large` takes images that survive many halvings, and `parted` those that many sizes of patches divide as well.
 */
export type Measure = (typeof MEASURES)[number];
export const MEASURES = ['usual', 'even', 'large', 'parted'] as const;

/** A number for names that fit; names are words with blanks between them. The first rule that fits counts. */
interface Rule extends Readonly<Record<Measure, string>> {
  readonly names: RegExp;
}

const WIDTH = '64';
const rule = (
  names: RegExp,
  usual: string,
  even = usual,
  { large = even, parted = even } = {},
): Rule => ({ names, usual, even, large, parted });

const RULES: readonly Rule[] = [
  rule(
    /\b(pad|padding|bos|sos|eos|unk|start|end|blank|cls|mask|ignore) ?(idx|index|id|token|tok)\b/,
    '0',
  ),
  rule(/\b(n?class|n?classes|labels?|categories|tags|tagset|cls|n cls)\b/, '10'),
  rule(/\bn?actions?\b/, '4'),
  rule(/^(n )?(state|states|obs|observation|observations)\b/, '8'),
  rule(/\b(head dim|dim head|head size|head width|d k|d v|d q|key dim|qk dim)\b/, '16'),
  rule(/\b(n?heads?)\b/, '4'),
  rule(/\b(n?vocab\w*|voc|dictionary|n?tokens?|words|n?chars|embeddings)\b/, '1000'),
  rule(/\b(users?|items?|movies|books|entities|relations|products)\b/, '100'),
  rule(/\bpatch( ?size)?$|^(p|psize|patches)$/, '4'),
  rule(
    /\b(img|image|crop|spatial)( ?(size|res|resolution|h|w|height|width|dim))?$|^(height|width|h|w|resolution|size|im size)$/,
    '32',
    '32',
    { large: '224', parted: '336' },
  ),
  rule(/^(num |n )?(time ?steps|diffusion steps|n steps|noise steps|steps)$/, '100'),
  rule(/\b(kernel|filter)( ?sizes?)?$|^(k|ks|ksize)$/, '3'),
  rule(/^(stride|strides|s|dilation|groups|num directions)$/, '1'),
  rule(/^(pad|padding)$/, '1'),
  rule(
    /\b(drop|dropout|drop ?rate|drop ratio|dp ratio|prob|keep prob|dropout p|p dropout)\b|^(p|dp|pdrop|rate)$| pdrop$/,
    '0.1',
  ),
  rule(/\bmask(ing)? (ratio|rate|fraction)\b/, '0.5'),
  rule(/\b(lr|learning rate)\b/, '0.001'),
  rule(/\b(eps|epsilon|weight decay)\b/, '1e-05'),
  rule(
    /^(alpha|slope|negative slope|momentum|gamma|beta|temperature|temp|tau|scale|theta|lamb\w*|margin|sigma|std|init value|init values)\b/,
    '1.0',
  ),
  rule(/\b(ratio|reduction|mult|multiplier|factor|expansion|expand|upscale)\b|^r$/, '2'),
  rule(
    /\b(n?layers?|n?blocks?|depths?|levels|stages|stacks?|repeats?|experts|resblocks|residual blocks|num res)$|^(n|l|num encoders|num decoders)$/,
    '2',
  ),
  rule(/^(growth rate|growth)$/, '8'),
  rule(
    /^((in|input|inp|img|image|n|num|color|src) )?(channels?|chans?|chan|chns|ch|nc|inplanes)$|^(c in|in c|ch in|in planes|inchannels?|cin|inch|inc)$/,
    '3',
    WIDTH,
  ),
  rule(
    /\b(channels?|chans?|chan|ch|planes|filters?|cout|ngf|ndf|nf|feats?|outch|outc)$|^(c out|out c|out ch|width|features|base c|oup|inp)$|^(ngf|ndf|nf)\b/,
    '16',
    WIDTH,
  ),
  rule(/\b(latent|noise|code|bottleneck|nz|zdim|z)\b/, '16'),
  rule(
    /\b(seq|sequence|context|ctx|block|sent|sentence|window|positions?|max|text|lookback|horizon) ?(len|length|size|embeddings|positions?|seq len|sequence length|seq length)?$|\b(len|length|seqlen|maxlen)$|^(t|max position embeddings|n ctx|n positions)$/,
    '16',
  ),
  rule(
    /\b(ff|ffn|feedforward|feed forward|intermediate|mlp|inner|pf)\b|^(d ff|dff|d inner|dim feedforward|nhid)$/,
    '128',
    WIDTH,
  ),
  rule(
    /^(in|input|inp|x|src|n|num|number of)? ?(inputs?|in|features?|feat|nodes|in dim|input dim|in feats?)( ?(dim|dims|size|sz|features?|feats?|shape))?$/,
    '16',
    WIDTH,
  ),
  rule(/\b(out|output|outputs|target|pred|forecast|ntoken|y)\b/, '10', WIDTH),
  rule(
    /\b(hidden|hid|h|rnn|lstm|gru|enc|dec|encoder|decoder|units?|model|embed|embedding|emb|embd|attn|attention|d|dim|dims|size|sz|features?|width|neurons|channels?|ninp)\b/,
    WIDTH,
  ),
  rule(/^(num|n|nb|no)\b/, '4'),
];

/** A number for a parameter of this name; null where the name says nothing. */
export function usualNumber(name: string, measure: Measure): string | null {
  const words = wordsOf(name);
  const found = RULES.find(({ names }) => names.test(words));
  return found ? found[measure] : null;
}

/** `numClasses` and `num_classes` as `num classes`. */
export function wordsOf(name: string): string {
  return name
    .replace(/([a-z])([A-Z])/g, '$1 $2')
    .replace(/_+/g, ' ')
    .replace(/([a-z])\d+$/, '$1')
    .trim()
    .toLowerCase();
}

/** True for names of switches: `use_bias`, `bidirectional`. */
export function isSwitch(name: string): boolean {
  return SWITCHES.test(wordsOf(name));
}

const SWITCHES =
  /^(use|is|has|with|do|return|enable|include|need) |^(output attentions|output hidden states|pre norm)$|^(bias|qkv bias|bidirectional|bilinear|pretrained|training|verbose|debug|batch first|causal|normalize|residual|batch ?norm|bn|inplace|deterministic|downsample|upsample|shortcut|conditional|freeze|affine|separable|flag)$/;
