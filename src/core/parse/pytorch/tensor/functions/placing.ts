/** Numbers put where whole numbers say: `scatter`, `scatter_add`, `index_add`, `index_copy`. */
import { elementCount } from '../../../../model/shape';
import type { Value } from '../../../python/values';
import { Tensor } from '../../tape';
import type { TensorArguments, TensorTable } from '../arguments';
import { notYet } from './pointwise';

function scatter(a: TensorArguments): Value {
  const { x, site } = a;
  const dim = a.dim('dim', x);
  const reduce = a.value('reduce');
  if (reduce !== null && reduce !== 'add') return notYet(a);
  const add = reduce === 'add';
  const source = a.operand(a.given('value') ? 'value' : 'src');
  const index = a.tensor('index');
  if (source instanceof Tensor) {
    return site.apply({ type: 'scatter', dim, add }, [x, index, source], {}, x.dtype);
  }
  const op = { type: 'scatter', dim, add, value: Number(source) } as const;
  return site.apply(op, [x, index], {}, x.dtype);
}

/** Slices put, or added, at places along a dimension. */
function slices(a: TensorArguments, add: boolean): Tensor {
  const { x, site } = a;
  const dim = a.dim('dim', x);
  const index = a.tensor('index');
  const source = a.tensor(add && a.given('tensor') ? 'tensor' : 'source');
  const alpha = add ? a.operand('alpha') : 1n;
  const scaled = Number(alpha) === 1 ? source : site.mul(source, alpha);
  if (add) return site.apply({ type: 'index_add', dim }, [x, index, scaled], {}, x.dtype);
  const line = x.shape.map((_, d) => (d === dim ? elementCount(index.shape) : 1));
  const places = site.expand(site.reshape(index, line), source.shape);
  return site.apply({ type: 'scatter', dim, add: false }, [x, places, source], {}, x.dtype);
}

/** Functions and methods that have in-place forms. */
export const PLACING: TensorTable = {
  'scatter(input, dim, index, src=None, value=None, *, reduce=None)': scatter,
  'scatter_add(input, dim, index, src)': (a) =>
    a.site.apply(
      { type: 'scatter', dim: a.dim('dim', a.x), add: true },
      [a.x, a.tensor('index'), a.tensor('src')],
      {},
      a.x.dtype,
    ),
  'scatter_reduce(input, dim, index, src, reduce, *, include_self=True)': (a) => {
    if (a.text('reduce') !== 'sum' || !a.bool('include_self')) return notYet(a);
    const inputs = [a.x, a.tensor('index'), a.tensor('src')];
    return a.site.apply(
      { type: 'scatter', dim: a.dim('dim', a.x), add: true },
      inputs,
      {},
      a.x.dtype,
    );
  },
  'index_add(input, dim, index, source=None, *, alpha=1, tensor=None)': (a) => slices(a, true),
  'index_copy(input, dim, index, source)': (a) => slices(a, false),
};
