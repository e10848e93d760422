/** Arithmetic, comparisons, statistics and choice as PyTorch does them. */
import { compareWithGolden } from './golden-cases';

compareWithGolden('arithmetic', {
  // Equal elements are kinks, and what is 0 everywhere stays 0.
  differences: (name) => !/equal|nothing but 0|norm -?inf|norm 0 /.test(name),
});
