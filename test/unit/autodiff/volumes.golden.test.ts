/** Layers over three spatial dimensions: see `test/golden/volumes.py`. */
import { compareWithGolden } from './golden-cases';

compareWithGolden('volumes', {
  optimizer: () => ({ kind: 'sgd', lr: 0.1, range: null }),
});
