/** Pooling and resizing against PyTorch: see `test/golden/pooling.py`. */
import { compareWithGolden } from './golden-cases';

compareWithGolden('pooling');
