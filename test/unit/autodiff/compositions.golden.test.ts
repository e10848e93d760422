/** Tensor operations that are made of others, against PyTorch: see `test/golden/compositions.py`. */
import { compareWithGolden } from './golden-cases';

compareWithGolden('compositions');
