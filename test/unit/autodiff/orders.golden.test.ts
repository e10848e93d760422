/** Products, orders, places, remainders, angles, grids and padding against PyTorch: see `test/golden/orders.py`. */
import { compareWithGolden } from './golden-cases';

compareWithGolden('orders', {
  // The edge of the border and equal elements are kinks.
  differences: (name) => !/with zeros/.test(name),
});
