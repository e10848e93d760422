/** `nn.Module`: fills the class with its methods. */
import { MODULE_CLASS } from '../../tape';
import { ATTRIBUTES } from './attributes';
import { CALLS, NEW } from './call';
import { CONVERSION } from './convert';
import { COPYING } from './copy';
import { HOOKS } from './hooks';
import { LISTING } from './listing';
import { REGISTRATION } from './register';
import { STATE } from './state-dict';
import { PRINTING } from './text';

const METHODS = [
  ...CALLS,
  ...ATTRIBUTES,
  ...REGISTRATION,
  ...LISTING,
  ...CONVERSION,
  ...STATE,
  ...COPYING,
  ...HOOKS,
  ...PRINTING,
];

MODULE_CLASS.attributes.set('__new__', NEW);
for (const method of METHODS) MODULE_CLASS.attributes.set(method.name, method);

/** `nn.Module` with its methods. */
export const MODULE = MODULE_CLASS;
