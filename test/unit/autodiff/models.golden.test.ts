/** Whole small models against PyTorch, through three steps of an optimizer: see `test/golden/models.py`. */
import { compareWithGolden } from './golden-cases';

// LeNet's padded image has equal numbers in one pooling window, where finite differences do not know which is meant.
compareWithGolden('models', { firstUlps: 1 });
