/** Optimizers against the numbers of `test/golden/optimizers.py`. */
import { compareWithGolden } from './golden-cases';

compareWithGolden('optimizers');
