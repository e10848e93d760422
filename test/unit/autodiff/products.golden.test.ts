/** Products against PyTorch: see `test/golden/products.py`. */
import { compareWithGolden } from './golden-cases';

compareWithGolden('products');
