/** `torch.optim.lr_scheduler`, in Python: schedulers set the rate of the first step; later steps are not run. */
import * as l10n from '@vscode/l10n';
import type { NativeModule } from '../../../python/interpreter';
import { native } from '../../../python/native';
import { textOf } from '../../read';

const SOURCE = `
from torch.optim.lr_scheduler import _note_schedule

class LRScheduler:
    def __init__(self, optimizer, last_epoch=-1, verbose=None):
        _note_schedule(type(self).__name__)
        self.optimizer = optimizer
        self.last_epoch = last_epoch + 1
        self._step_count = 1
        for group in optimizer.param_groups:
            group.setdefault('initial_lr', group['lr'])
        self.base_lrs = [group['initial_lr'] for group in optimizer.param_groups]
        self._begin()

    def _begin(self):
        for group, lr in zip(self.optimizer.param_groups, self.get_lr()):
            group['lr'] = lr

    def get_lr(self):
        return [group['lr'] for group in self.optimizer.param_groups]

    def get_last_lr(self):
        return [group['lr'] for group in self.optimizer.param_groups]

    def step(self, *args, **kwargs):
        pass

    def state_dict(self):
        return {'last_epoch': self.last_epoch, 'base_lrs': self.base_lrs}

    def load_state_dict(self, state_dict):
        pass

    def print_lr(self, *args, **kwargs):
        pass


_LRScheduler = LRScheduler


class LambdaLR(LRScheduler):
    def __init__(self, optimizer, lr_lambda, last_epoch=-1, verbose=None):
        many = isinstance(lr_lambda, (list, tuple))
        self.lr_lambdas = list(lr_lambda) if many else [lr_lambda] * len(optimizer.param_groups)
        super().__init__(optimizer, last_epoch)

    def get_lr(self):
        return [lr * f(self.last_epoch) for f, lr in zip(self.lr_lambdas, self.base_lrs)]


class MultiplicativeLR(LRScheduler):
    def __init__(self, optimizer, lr_lambda, last_epoch=-1, verbose=None):
        self.lr_lambda = lr_lambda
        super().__init__(optimizer, last_epoch)


class StepLR(LRScheduler):
    def __init__(self, optimizer, step_size, gamma=0.1, last_epoch=-1, verbose=None):
        self.step_size = step_size
        self.gamma = gamma
        super().__init__(optimizer, last_epoch)


class MultiStepLR(LRScheduler):
    def __init__(self, optimizer, milestones, gamma=0.1, last_epoch=-1, verbose=None):
        self.milestones = list(milestones)
        self.gamma = gamma
        super().__init__(optimizer, last_epoch)

    def get_lr(self):
        factor = self.gamma ** self.milestones.count(self.last_epoch)
        return [group['lr'] * factor for group in self.optimizer.param_groups]


class ConstantLR(LRScheduler):
    def __init__(self, optimizer, factor=1.0 / 3, total_iters=5, last_epoch=-1, verbose=None):
        self.factor = factor
        self.total_iters = total_iters
        super().__init__(optimizer, last_epoch)

    def get_lr(self):
        return [group['lr'] * self.factor for group in self.optimizer.param_groups]


class LinearLR(LRScheduler):
    def __init__(self, optimizer, start_factor=1.0 / 3, end_factor=1.0, total_iters=5, last_epoch=-1, verbose=None):
        self.start_factor = start_factor
        self.end_factor = end_factor
        self.total_iters = total_iters
        super().__init__(optimizer, last_epoch)

    def get_lr(self):
        return [group['lr'] * self.start_factor for group in self.optimizer.param_groups]


class ExponentialLR(LRScheduler):
    def __init__(self, optimizer, gamma, last_epoch=-1, verbose=None):
        self.gamma = gamma
        super().__init__(optimizer, last_epoch)


class PolynomialLR(LRScheduler):
    def __init__(self, optimizer, total_iters=5, power=1.0, last_epoch=-1, verbose=None):
        self.total_iters = total_iters
        self.power = power
        super().__init__(optimizer, last_epoch)


class CosineAnnealingLR(LRScheduler):
    def __init__(self, optimizer, T_max, eta_min=0.0, last_epoch=-1, verbose=None):
        self.T_max = T_max
        self.eta_min = eta_min
        super().__init__(optimizer, last_epoch)


class CosineAnnealingWarmRestarts(LRScheduler):
    def __init__(self, optimizer, T_0, T_mult=1, eta_min=0.0, last_epoch=-1, verbose=None):
        self.T_0 = T_0
        self.T_mult = T_mult
        self.eta_min = eta_min
        super().__init__(optimizer, last_epoch)


def _each(value, optimizer):
    return list(value) if isinstance(value, (list, tuple)) else [value] * len(optimizer.param_groups)


def _set_momentum(optimizer, momentums):
    for group, momentum in zip(optimizer.param_groups, momentums):
        if 'betas' in optimizer.defaults:
            group['betas'] = (momentum, *group['betas'][1:])
        else:
            group['momentum'] = momentum


class CyclicLR(LRScheduler):
    def __init__(self, optimizer, base_lr, max_lr, step_size_up=2000, step_size_down=None, mode='triangular', gamma=1.0,
                 scale_fn=None, scale_mode='cycle', cycle_momentum=True, base_momentum=0.8, max_momentum=0.9,
                 last_epoch=-1, verbose=None):
        for group, lr in zip(optimizer.param_groups, _each(base_lr, optimizer)):
            group['lr'] = lr
        if cycle_momentum:
            _set_momentum(optimizer, _each(max_momentum, optimizer))
        super().__init__(optimizer, last_epoch)


class OneCycleLR(LRScheduler):
    def __init__(self, optimizer, max_lr, total_steps=None, epochs=None, steps_per_epoch=None, pct_start=0.3,
                 anneal_strategy='cos', cycle_momentum=True, base_momentum=0.85, max_momentum=0.95, div_factor=25.0,
                 final_div_factor=1e4, three_phase=False, last_epoch=-1, verbose=None):
        for group, lr in zip(optimizer.param_groups, _each(max_lr, optimizer)):
            group['initial_lr'] = lr / div_factor
            group['max_lr'] = lr
            group['lr'] = lr + (lr / div_factor - lr) / 2.0 * 2.0 if anneal_strategy == 'cos' else lr / div_factor
        if cycle_momentum:
            _set_momentum(optimizer, _each(max_momentum, optimizer))
        self.total_steps = epochs * steps_per_epoch if total_steps is None else total_steps
        super().__init__(optimizer, last_epoch)


class SequentialLR(LRScheduler):
    def __init__(self, optimizer, schedulers, milestones, last_epoch=-1, verbose=None):
        self._schedulers = list(schedulers)
        self._milestones = milestones
        super().__init__(optimizer, last_epoch)

    def _begin(self):
        for group in self.optimizer.param_groups:
            group['lr'] = group['initial_lr']
        self._schedulers[0]._begin()


class ChainedScheduler(LRScheduler):
    def __init__(self, schedulers, optimizer=None):
        self._schedulers = list(schedulers)
        _note_schedule('ChainedScheduler')
        self.optimizer = optimizer or self._schedulers[0].optimizer

    def state_dict(self):
        return {}


class ReduceLROnPlateau(LRScheduler):
    def __init__(self, optimizer, mode='min', factor=0.1, patience=10, threshold=1e-4, threshold_mode='rel', cooldown=0,
                 min_lr=0, eps=1e-8, verbose=None):
        _note_schedule('ReduceLROnPlateau')
        self.optimizer = optimizer
        self.mode = mode
        self.factor = factor
        self.patience = patience
        self.num_bad_epochs = 0
        self.last_epoch = 0

    def state_dict(self):
        return {}
`;

const NOTE = native('_note_schedule(name)', (bound, interpreter) => {
  const message = l10n.t(
    'The learning rate stays that of the first step here: {0} does not change it later.',
    textOf(bound.get('name'), 'name', interpreter),
  );
  interpreter.note('schedule', message);
  return null;
});

/** `torch.optim.lr_scheduler` */
export const SCHEDULES: NativeModule = {
  attributes: { _note_schedule: NOTE },
  source: SOURCE,
};
