/** Attributes, elements and slices as expressions. */
import type { ExpressionOf } from '../../syntax/ast';
import { PySlice, type Value } from '../../values';
import type { Activation, Code } from '../engine';
import type { Scope } from '../scope';
import { withAll, withOne, withTwo } from './operands';

/** `object.name` */
export function attribute(node: ExpressionOf<'attribute'>, scope: Scope): Code {
  const object = scope.code(node.object);
  const name = scope.ownName(node.name);
  const use = (f: Activation, value: Value) => {
    f.frame.at = node;
    return f.engine.read(value, name);
  };
  return (f) => withOne(f, object, use);
}

/** `object[index]` */
export function subscript(node: ExpressionOf<'subscript'>, scope: Scope): Code {
  const object = scope.code(node.object);
  const index = scope.code(node.index);
  const use = (f: Activation, a: Value, b: Value) => {
    f.frame.at = node;
    return f.engine.item(a, b);
  };
  return (f) => withTwo(f, object, index, use);
}

/** `lower:upper:step` inside an index */
export function slice(node: ExpressionOf<'slice'>, scope: Scope): Code {
  const none: Code = () => null;
  const parts = [node.lower, node.upper, node.step].map((part) => (part ? scope.code(part) : none));
  return (f) => withAll(f, parts, [], (_, [a, b, c]) => new PySlice(a!, b!, c!));
}
