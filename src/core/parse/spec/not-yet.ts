/** Words of other libraries for things that this version does not have, so that nobody is sent to a word that only looks alike. */

const LAYERS: readonly RegExp[] = [
  /^(depthwise|separable)+conv(olution)?([1-3]d)?$/,
  /^syncbatchnorm$|^(lazy)?(batch|instance)norm3d$|^(localresponse|weight|spectral)norm(alization)?$/,
  /^(spatial)?dropout3d$|^gaussiandropout$|^droppath$|^stochasticdepth$/,
  /^(fractional|lp)(max|avg|average)?pool(ing)?([1-3]d)?$|^max(un)pool([1-3]d)?$/,
  /^patchembeddings?$|^embeddingbags?$|^(positional|sinusoidal)?(position)?encodings?$/,
  /^(rnn|lstm|gru)cell$|^bidirectional$|^convlstm[1-3]d$/,
  /^scaleddotproductattention$|^transformer$/,
  /^(rrelu|swiglu|geglu|maxout|softmax2d)$/,
  /^lambda$/,
];

const OPTIMIZERS: readonly RegExp[] = [
  /^(n|r|sparse)adam$|^adamax$/,
  /^(rprop|adadelta|adafactor|asgd|lbfgs|lion|lamb|muon|ftrl)$/,
];

const WORDS: Readonly<Record<string, readonly RegExp[]>> = {
  layer: LAYERS,
  optimizer: OPTIMIZERS,
};

/** True for a word, in any usual spelling, for a layer or an optimizer that this version does not have. */
export function isNotYet(group: string, name: string): boolean {
  if (name.length > 40) return false;
  const word = name
    .toLowerCase()
    .replace(/^(torch\.)?(nn|optim)\./, '')
    .replace(/[-_\s]/g, '');
  return WORDS[group]?.some((pattern) => pattern.test(word)) ?? false;
}
