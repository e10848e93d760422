/** The renderer: draws scenes with WebGL and knows nothing else of the product. */
export { createStage, type Pixels, type Stage, type StageOptions } from './stage';
