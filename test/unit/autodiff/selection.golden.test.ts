/** Picking elements by whole numbers against PyTorch: see `test/golden/selection.py`. */
import { compareWithGolden } from './golden-cases';

compareWithGolden('selection', {
  // Normal numbers, which PyTorch makes with its own sine and logarithm.
  firstUlps: 1,
  // The padding row is read, but PyTorch gives it no gradient.
  differences: (name) => !name.includes('with padding'),
});
