/** Seeded randomness: PyTorch's generator, and small datasets drawn with it. */
export {
  classCount,
  makeDataset,
  type Dataset,
  type DatasetName,
  type DatasetOptions,
} from './datasets';
export { Generator, type GeneratorState } from './generator';
