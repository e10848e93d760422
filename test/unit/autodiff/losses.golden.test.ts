/** Losses against the numbers of `test/golden/losses.py`. */
import { compareWithGolden } from './golden-cases';

compareWithGolden('losses-of-numbers');
// Where nothing counts the loss is NaN, which has no slope.
compareWithGolden('losses-of-classes', {
  differences: (name) => !name.includes('nothing counts'),
});
