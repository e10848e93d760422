/** `nn.ModuleDict`, `nn.ParameterList` and `nn.ParameterDict`, in Python. */
export const CONTAINERS_TEXT = `
import operator
from collections import OrderedDict
from torch.nn import Module, Parameter

def _entries(values):
    if hasattr(values, 'items'):
        return list(values.items())
    return [tuple(entry) for entry in values]

class ModuleDict(Module):
    def __init__(self, modules=None):
        super().__init__()
        if modules is not None:
            self.update(modules)
    def __getitem__(self, key):
        return self._modules[key]
    def __setitem__(self, key, module):
        self.add_module(key, module)
    def __delitem__(self, key):
        del self._modules[key]
    def __len__(self):
        return len(self._modules)
    def __iter__(self):
        return iter(self._modules)
    def __contains__(self, key):
        return key in self._modules
    def clear(self):
        self._modules.clear()
    def pop(self, key):
        value = self[key]
        del self[key]
        return value
    def keys(self):
        return self._modules.keys()
    def items(self):
        return self._modules.items()
    def values(self):
        return self._modules.values()
    def update(self, modules):
        for key, module in _entries(modules):
            self[key] = module

def _as_parameter(value):
    import torch
    if isinstance(value, torch.Tensor) and not isinstance(value, Parameter):
        return Parameter(value)
    return value

class ParameterList(Module):
    def __init__(self, values=None):
        super().__init__()
        self._size = 0
        if values is not None:
            self += values
    def _position(self, idx):
        idx = operator.index(idx)
        if not (-len(self) <= idx < len(self)):
            raise IndexError(f'index {idx} is out of range')
        return str(idx + len(self) if idx < 0 else idx)
    def __getitem__(self, idx):
        if isinstance(idx, slice):
            return self.__class__([getattr(self, str(i)) for i in range(*idx.indices(len(self)))])
        return getattr(self, self._position(idx))
    def __setitem__(self, idx, param):
        setattr(self, self._position(idx), _as_parameter(param))
    def __len__(self):
        return self._size
    def __iter__(self):
        return iter([self[i] for i in range(len(self))])
    def __iadd__(self, parameters):
        return self.extend(parameters)
    def append(self, value):
        self._size += 1
        self[len(self) - 1] = value
        return self
    def extend(self, values):
        for value in list(values):
            self.append(value)
        return self

class ParameterDict(Module):
    def __init__(self, parameters=None):
        super().__init__()
        self._keys = OrderedDict()
        if parameters is not None:
            self.update(parameters)
    def __getitem__(self, key):
        if key not in self._keys:
            raise KeyError(key)
        return getattr(self, str(key))
    def __setitem__(self, key, value):
        self._keys[key] = None
        setattr(self, str(key), _as_parameter(value))
    def __delitem__(self, key):
        del self._keys[key]
        delattr(self, str(key))
    def __len__(self):
        return len(self._keys)
    def __iter__(self):
        return iter(self._keys)
    def __contains__(self, key):
        return key in self._keys
    def keys(self):
        return list(self._keys)
    def items(self):
        return [(key, self[key]) for key in self._keys]
    def values(self):
        return [self[key] for key in self._keys]
    def get(self, key, default=None):
        return self[key] if key in self._keys else default
    def setdefault(self, key, default=None):
        if key not in self._keys:
            self[key] = default
        return self[key]
    def pop(self, key):
        value = self[key]
        del self[key]
        return value
    def update(self, parameters):
        for key, value in _entries(parameters):
            self[key] = value
`;
