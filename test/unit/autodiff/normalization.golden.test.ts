/** Normalization and dropout against PyTorch: see `test/golden/normalization.py`. */
import { compareWithGolden } from './golden-cases';

compareWithGolden('normalization');
