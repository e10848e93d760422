/** Statistics along dimensions. */
export { cumsum } from './cumsum';
export { argExtreme, extreme, extremeGrad } from './extreme';
export { norm, normGrad } from './norm';
export { variance, varianceGrad } from './variance';
