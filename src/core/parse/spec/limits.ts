/** How large a model may be, so that no file can hang or exhaust the editor. */

/** Characters of a model file. */
export const MAX_TEXT = 1_000_000;
/** One size or count. */
export const MAX_SIZE = 1_000_000;
/** Layers, with every repetition counted. */
export const MAX_NODES = 4096;
/** Learnable numbers of the whole model. */
export const MAX_PARAMETERS = 20_000_000;
/** Numbers in all activations of one step together. */
export const MAX_ACTIVATIONS = 50_000_000;
/** Dimensions of an input, without the batch. */
export const MAX_RANK = 7;
/** PyTorch's seed of the Mersenne Twister has 32 bits. */
export const MAX_SEED = 4_294_967_295;
