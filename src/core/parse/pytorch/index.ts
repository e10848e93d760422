/** PyTorch source: what the rest of the project may ask of it. */
export { checkInvocation } from './models/invocation';
export { mayHoldModel } from './models/source';
export { readPython, type PythonSource, type ReadOptions } from './read-python';

/** How the comment begins that says how a model is made and fed. */
export const INVOCATION_COMMENT = '# backprop:';
