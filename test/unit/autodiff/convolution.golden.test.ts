/** Convolutions against PyTorch: see `test/golden/convolution.py`. */
import { compareWithGolden } from './golden-cases';

compareWithGolden('convolution');
