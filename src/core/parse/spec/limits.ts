/** How large a model may be, so that no file can hang or exhaust the editor. What is large but no nonsense is read, and not run unasked. */

/** Characters of a model file. */
export const MAX_TEXT = 1_000_000;
/** One size or count: whole numbers, such as tokens, are exact in single precision up to here. */
export const MAX_SIZE = 16_777_216;
/** Layers, with every repetition counted. */
export const MAX_NODES = 4096;
/** Numbers that can be counted exactly: learnable ones of the whole model, and those of all activations of one step. */
export const MAX_COUNT = Number.MAX_SAFE_INTEGER;
/** Time steps of all recurrent layers together; each is computed by operations of its own. */
export const MAX_TIME_STEPS = 16_384;
/** Places along one dimension that windows move over, each of which is listed. */
export const MAX_PLACES = 4_194_304;
/** Dimensions of an input, without the batch. */
export const MAX_RANK = 7;
/** PyTorch's seed of the Mersenne Twister has 32 bits. */
export const MAX_SEED = 4_294_967_295;
