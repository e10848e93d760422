/**
 * Tensors that share their numbers: views and aliases. What is changed in place is seen in all of them: the tensor that a view is of gets
 * the new numbers at once, other views of it when they are next read.
 */
import type { IndexItem } from '../../../model/ops';
import type { Tensor } from '../tape';

/** How a view hangs on its base. */
export interface View {
  readonly base: Tensor;
  /** The view's numbers, from those of the base. */
  readonly take: (base: Tensor) => Tensor;
  /** The base's numbers after the view got this value. */
  readonly put: (base: Tensor, value: Tensor) => Tensor;
  /** True when it has all numbers in the same places: `.data`. */
  readonly alias?: boolean;
  /** What is taken, where it is a part. */
  readonly items?: readonly IndexItem[];
}

const views = new WeakMap<Tensor, View>();
/** Views of a tensor that are up to date. */
const fresh = new WeakMap<Tensor, Tensor[]>();

/** Makes a tensor a view; returns it. */
export function asView(tensor: Tensor, view: View): Tensor {
  tensor.base = view.base;
  tensor.memory = view.base.memory;
  views.set(tensor, view);
  follow(view.base, tensor);
  return tensor;
}

/** How this tensor hangs on its base; undefined when it is no view. */
export function viewOf(tensor: Tensor): View | undefined {
  return views.get(tensor);
}

/** Makes a view a tensor of its own. */
export function detachView(tensor: Tensor): void {
  tensor.base = null;
  views.delete(tensor);
}

/** The tensor whose numbers these are, in the same places: what `.data` and `detach()` were called on. */
export function ownerOf(tensor: Tensor): Tensor {
  const view = views.get(tensor);
  return view?.alias ? ownerOf(view.base) : tensor;
}

function follow(base: Tensor, tensor: Tensor): void {
  const known = fresh.get(base);
  if (known) known.push(tensor);
  else fresh.set(base, [tensor]);
}

/** After the base was changed, except by the view itself: views are read anew when they are next used. */
export function outdateViews(base: Tensor, except: Tensor | null = null): void {
  const known = fresh.get(base) ?? [];
  fresh.set(base, known.includes(except!) ? [except!] : []);
  for (const tensor of known) {
    const view = views.get(tensor);
    if (tensor === except || view?.base !== base) continue;
    tensor.stale = () => {
      const now = view.take(base);
      tensor.ref = now.ref;
      tensor.requiresGrad = now.requiresGrad;
      follow(base, tensor);
    };
    outdateViews(tensor);
  }
}
