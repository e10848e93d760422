/** Attention against PyTorch: see `test/golden/sequences.py`. */
import { compareWithGolden } from './golden-cases';

compareWithGolden('attention');
