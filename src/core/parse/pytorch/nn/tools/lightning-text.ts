/** `pytorch_lightning`, in Python: a module with hyperparameters; a trainer makes one step. */
export const LIGHTNING_TEXT = `
import inspect
import torch
from torch import nn
from pytorch_lightning import _saver, _step

def _train(model, batch):
    count = len(inspect.signature(model.training_step).parameters)
    result = _step(model, batch, *[0] * (count - 1))
    loss = result['loss'] if isinstance(result, dict) else result
    if isinstance(loss, torch.Tensor):
        loss.backward()
    return result

class AttributeDict(dict):
    def __getattr__(self, name):
        if name in self:
            return self[name]
        raise AttributeError(f"Missing attribute '{name}'")
    def __setattr__(self, name, value):
        self[name] = value

class _Hyperparameters:
    save_hyperparameters = _saver(locals)
    def _keep(self, names, given, ignore):
        names = {name: value for name, value in names.items() if name not in ('self', '__class__')}
        names.update(names.pop('kwargs', {}))
        if 'hparams' not in self.__dict__:
            self.__dict__['hparams'] = AttributeDict()
        ignored = [ignore] if isinstance(ignore, str) else list(ignore or [])
        for value in given:
            if isinstance(value, str):
                ignored = ignored + [name for name in names if name not in given]
            else:
                names = dict(value) if isinstance(value, dict) else dict(vars(value))
        for name, value in names.items():
            if name not in ignored:
                self.hparams[name] = value

class LightningModule(_Hyperparameters, nn.Module):
    CHECKPOINT_HYPER_PARAMS_KEY = 'hyper_parameters'
    def __init__(self, *args, **kwargs):
        super().__init__()
        self.trainer = None
        self.current_epoch = 0
        self.global_step = 0
        self.automatic_optimization = True
        self.example_input_array = None
    @property
    def device(self):
        return torch.device('cpu')
    @property
    def logger(self):
        return None
    def log(self, *args, **kwargs):
        pass
    def log_dict(self, *args, **kwargs):
        pass
    def print(self, *args, **kwargs):
        pass
    def freeze(self):
        for parameter in self.parameters():
            parameter.requires_grad = False
        self.eval()
    def unfreeze(self):
        for parameter in self.parameters():
            parameter.requires_grad = True
        self.train()
    def toggle_optimizer(self, optimizer, optimizer_idx=None):
        pass
    def untoggle_optimizer(self, optimizer=None):
        pass
    def optimizers(self, use_pl_optimizer=True):
        made = self.configure_optimizers()
        first = made[0] if isinstance(made, tuple) and isinstance(made[0], (list, tuple)) else made
        return first[0] if isinstance(first, (list, tuple)) and len(first) == 1 else first
    def manual_backward(self, loss, *args, **kwargs):
        loss.backward(*args, **kwargs)
    def configure_optimizers(self):
        return None
    def training_step(self, *args, **kwargs):
        return None
    @classmethod
    def load_from_checkpoint(cls, checkpoint_path=None, map_location=None, hparams_file=None, strict=None, **kwargs):
        return cls(**kwargs)

class LightningDataModule(_Hyperparameters):
    def __init__(self, *args, **kwargs):
        pass
    def prepare_data(self):
        pass
    def setup(self, stage=None):
        pass

class Callback:
    pass

class Trainer:
    def __init__(self, *args, **kwargs):
        self.current_epoch = 0
        self.callback_metrics = {}
        self.max_epochs = kwargs.get('max_epochs')
    def fit(self, model, train_dataloaders=None, val_dataloaders=None, datamodule=None, ckpt_path=None,
            train_dataloader=None):
        loader = train_dataloaders if train_dataloaders is not None else train_dataloader
        if isinstance(loader, LightningDataModule):
            datamodule, loader = loader, None
        model.trainer = self
        source = datamodule if datamodule is not None else model
        for name, args in (('prepare_data', ()), ('setup', ('fit',))):
            prepare = getattr(source, name, None)
            if prepare is not None:
                prepare(*args)
        model.configure_optimizers()
        if loader is None:
            loader = source.train_dataloader()
        for batch in loader:
            _train(model, batch)
            break
    def test(self, *args, **kwargs):
        return []
    validate = predict = test
    def save_checkpoint(self, *args, **kwargs):
        pass

def seed_everything(seed=None, workers=False, verbose=True):
    torch.manual_seed(seed or 0)
    return seed or 0
`;
