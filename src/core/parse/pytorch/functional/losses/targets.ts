/** Whether a target fits the output of a model. */
import * as l10n from '@vscode/l10n';
import { brackets, broadcastShape, sameShape, type Shape } from '../../../../model/shape';
import type { ExceptionName } from '../../../python/interpreter';
import { reportBroadcast } from '../../problems/targets';
import { allSizes, blame } from '../../problems/sure';
import type { Tensor } from '../../tape';
import { scalarTypeName } from '../type-names';
import type { Site } from '../site';

/** Both in one shape. A target of another shape is broadcast, as PyTorch does with a warning. */
export function broadcastTogether(x: Tensor, target: Tensor, site: Site): [Tensor, Tensor] {
  if (sameShape(x.shape, target.shape)) return [x, target];
  const shape = broadcastShape([x.shape, target.shape]);
  if (!shape) {
    return misfit(
      l10n.t(
        'The target {0} does not have the shape of the output {1}. Give both the same shape.',
        brackets(target.shape),
        brackets(x.shape),
      ),
      'RuntimeError',
      unequalSizes(x.shape, target.shape),
      [x, target],
      site,
    );
  }
  reportBroadcast(x.ref, target.ref, shape, site.interpreter);
  return [site.expand(x, shape), site.expand(target, shape)];
}

/** What PyTorch says of shapes that cannot be broadcast: the last dimension that does not fit. */
function unequalSizes(a: Shape, b: Shape): string {
  const rank = Math.max(a.length, b.length);
  const at = (shape: Shape, d: number) => shape[d - rank + shape.length] ?? 1;
  let d = rank - 1;
  while (at(a, d) === at(b, d) || at(a, d) === 1 || at(b, d) === 1) d -= 1;
  return `The size of tensor a (${at(a, d)}) must match the size of tensor b (${at(b, d)}) at non-singleton dimension ${d}`;
}

/** Raises an exception of Python's, and says what is wrong in words. */
export function misfit(
  message: string,
  exception: ExceptionName,
  text: string,
  tensors: readonly Tensor[],
  site: Site,
): never {
  const { interpreter } = site;
  const { place } = interpreter;
  if (place) {
    const sizes = allSizes(tensors.map(({ ref }) => ref));
    const finding = {
      severity: 'error',
      code: 'target-mismatch',
      message,
      place,
      fixes: [],
    } as const;
    blame(finding, sizes, interpreter);
  }
  return site.raise(exception, text);
}

/** A target of the same shape and type as the output, which binary losses insist on. */
export function requireSame(x: Tensor, target: Tensor, shapeText: string, site: Site): void {
  if (sameShape(x.shape, target.shape)) return;
  misfit(
    l10n.t(
      'The target {0} must have the shape of the output {1}, for example by squeeze, unsqueeze or view_as.',
      brackets(target.shape),
      brackets(x.shape),
    ),
    'ValueError',
    shapeText,
    [x, target],
    site,
  );
}

/** A target of real numbers. */
export function requireReal(x: Tensor, target: Tensor, text: string, site: Site): void {
  if (target.dtype === x.dtype) return;
  misfit(
    l10n.t(
      'The target holds numbers of the type {0}, but the output those of {1}. Convert it, for example with .float().',
      scalarTypeName(target.dtype),
      scalarTypeName(x.dtype),
    ),
    'RuntimeError',
    text,
    [x, target],
    site,
  );
}
