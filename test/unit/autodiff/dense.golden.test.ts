/** Dense layers against PyTorch: see `test/golden/dense.py`. */
import { compareWithGolden } from './golden-cases';

compareWithGolden('dense');
