/** Hooks: they are not called, which is noted. */
import * as l10n from '@vscode/l10n';
import { native, nativeClass } from '../../../python/native';
import { PyInstance } from '../../../python/values';

/** What registering a hook gives; `remove()` does nothing. */
const HANDLE = nativeClass(
  'RemovableHandle',
  { module: 'torch.utils.hooks' },
  {
    remove: native('remove(self)', () => null),
    __enter__: native('__enter__(self)', (bound) => bound.get('self')),
    __exit__: native('__exit__(self, *args)', () => null),
  },
);

const NAMES = [
  'register_forward_hook',
  'register_forward_pre_hook',
  'register_full_backward_hook',
  'register_full_backward_pre_hook',
  'register_backward_hook',
];

/** Hooks of the state_dict, which concern files only. */
const OF_FILES = [
  'register_state_dict_pre_hook',
  'register_state_dict_post_hook',
  'register_load_state_dict_pre_hook',
  'register_load_state_dict_post_hook',
  '_register_state_dict_hook',
  '_register_load_state_dict_pre_hook',
];

/** Methods that register hooks. */
export const HOOKS = [
  ...NAMES.map((name) =>
    native(`${name}(self, hook, *args, **kwargs)`, (_, interpreter) => {
      interpreter.note(
        'hook',
        l10n.t('Hooks are not called: what {0} registers has no effect here.', name),
      );
      return new PyInstance(HANDLE);
    }),
  ),
  ...OF_FILES.map((name) =>
    native(`${name}(self, hook, *args, **kwargs)`, () => new PyInstance(HANDLE)),
  ),
];
