/** What the tape keeps of an optimizer: its options as they are at its first step. */
import type { Place } from '../../../python/place';
import { PyDict, PyList, type PyInstance, type Value } from '../../../python/values';
import { Tensor, type MadeOptimizer } from '../../tape';

type Options = ReadonlyMap<string, Value>;

/** Reads the groups of an optimizer as they are now, until its first step: schedulers and scripts change them before. */
export class LiveOptimizer implements MadeOptimizer {
  private kept: Pick<MadeOptimizer, 'options' | 'groups'> | null = null;

  constructor(
    readonly name: string,
    private readonly instance: PyInstance,
    readonly place: Place | null,
  ) {}

  /** Those of the only group, where there is one. */
  get options(): Options {
    if (this.kept) return this.kept.options;
    const [group, ...others] = groupDicts(this.instance);
    const single = others.length === 0 ? group : undefined;
    return optionsOf(single ?? this.instance.attributes.get('defaults'));
  }
  get groups(): MadeOptimizer['groups'] {
    return this.kept?.groups ?? groupsOf(this.instance);
  }
  /** What changes from now on does not count. */
  keep(): void {
    this.kept ??= { options: this.options, groups: this.groups };
  }
}

/** The groups of an optimizer, as dictionaries. */
export function groupDicts(instance: PyInstance): PyDict[] {
  const groups = instance.attributes.get('param_groups');
  return groups instanceof PyList ? groups.items.filter((group) => group instanceof PyDict) : [];
}

/** The tensors of a group. */
export function tensorsOf(group: PyDict): Tensor[] {
  const tensors = group.get('params');
  return tensors instanceof PyList ? tensors.items.filter((item) => item instanceof Tensor) : [];
}

function groupsOf(instance: PyInstance): MadeOptimizer['groups'] {
  return groupDicts(instance).map((group) => ({
    tensors: tensorsOf(group),
    options: optionsOf(group),
  }));
}

function optionsOf(dict: Value | undefined): Options {
  const options = new Map<string, Value>();
  if (!(dict instanceof PyDict)) return options;
  for (const [key, value] of dict.entries()) {
    if (typeof key === 'string' && key !== 'params') options.set(key, value);
  }
  return options;
}
