/** Shape and place against PyTorch: see `test/golden/places.py`. */
import { compareWithGolden } from './golden-cases';

compareWithGolden('places');
