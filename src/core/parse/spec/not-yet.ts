/** Words of other libraries for things that this version does not have, so that nobody is sent to a word that only looks alike. */

const LAYERS: readonly RegExp[] = [
  /^(lazy|depthwise|separable)*conv(olution|transpose)?([1-3]d)?(transpose)?([1-3]d)?$/,
  /^(lazy|sync)?(batch|layer|group|instance|rms|localresponse|weight|spectral)norm(alization)?([1-3]d)?$/,
  /^(alpha|featurealpha|spatial|gaussian)?dropout([1-3]d)?$/,
  /^(global|adaptive|fractional|lp)?(max|avg|average|lp)?(un)?pool(ing)?([1-3]d)?$/,
  /^(reflection|replication|zero|constant|circular)?pad(ding)?([1-3]d)?$/,
  /^(positional|patch)?(embedding|encoding)(bag)?s?$/,
  /^(simple|bidirectional)?(rnn|lstm|gru)(cell)?$/,
  /^(multihead|multiheaded|self|cross|scaleddotproduct)?attention$/,
  /^transformer((encoder|decoder)(layer)?)?$/,
  /^upsampl(e|ing)([1-3]d)?$/,
  /^(upsampling)?(nearest|bilinear)[1-3]d$/,
  /^(prelu|rrelu|glu|swiglu|geglu|threshold|hardshrink|maxout|softmin|softmax2d|bilinear)$/,
  /^(un)?fold$|^unflatten$|^(un)?squeeze$|^permute$|^transpose$|^pixel(un)?shuffle$/,
  /^(mul|multiply|matmul|mm|bmm|sub|subtract|div|divide|mean|pow|lambda)$/,
];

const OPTIMIZERS: readonly RegExp[] = [
  /^(n|r|sparse)?adam(w|ax)?$/,
  /^(rmsprop|rprop|adagrad|adadelta|adafactor|asgd|lbfgs|lion|lamb|muon|ftrl)$/,
  /^(sgd)?(momentum|nesterov)$/,
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
