/** Activations and arithmetic as layers of a model file, as PyTorch does them. */
import { compareWithGolden } from './golden-cases';

compareWithGolden('activations');
