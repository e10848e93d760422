/** `torch.nn.utils`, in Python: vectors of parameters, spectral normalization, parametrizations. */

/** Functions of `torch.nn.utils`. */
export const UTILS_TEXT = `
import torch
import torch.nn.functional as F
from torch.nn import Parameter
from torch.nn.utils import _computed, _lengths, _plain

def parameters_to_vector(parameters):
    return torch.cat([parameter.view(-1) for parameter in parameters])

def vector_to_parameters(vec, parameters):
    start = 0
    for parameter in parameters:
        count = parameter.numel()
        parameter.data = vec[start:start + count].view_as(parameter).data
        start += count

class _Spectral:
    def __init__(self, name, n_power_iterations, eps, dim):
        self.name = name
        self.n_power_iterations = n_power_iterations
        self.eps = eps
        self.dim = dim
    def rows(self, weight):
        if self.dim != 0:
            weight = weight.permute(self.dim, *[d for d in range(weight.dim()) if d != self.dim])
        return weight.reshape(weight.size(0), -1)
    def __call__(self, module):
        weight = getattr(module, self.name + '_orig')
        matrix = self.rows(weight)
        u = F.normalize(getattr(module, self.name + '_u'), dim=0, eps=self.eps)
        v = F.normalize(getattr(module, self.name + '_v'), dim=0, eps=self.eps)
        if module.training:
            with torch.no_grad():
                for _ in range(self.n_power_iterations):
                    v = F.normalize(torch.mv(matrix.t(), u), dim=0, eps=self.eps)
                    u = F.normalize(torch.mv(matrix, v), dim=0, eps=self.eps)
        return weight / torch.dot(u, torch.mv(matrix, v))

def _is_transposed(module):
    return type(module).__name__.startswith('ConvTranspose')

def spectral_norm(module, name='weight', n_power_iterations=1, eps=1e-12, dim=None):
    if dim is None:
        dim = 1 if _is_transposed(module) else 0
    method = _Spectral(name, n_power_iterations, eps, dim)
    weight = module._parameters[name]
    if weight is None:
        raise ValueError("\`SpectralNorm\` cannot be applied as parameter \`weight\` is None")
    height, width = method.rows(weight).size()
    del module._parameters[name]
    module.register_parameter(name + '_orig', weight)
    module.register_buffer(name + '_u', torch.empty(height).normal_(0, 1))
    module.register_buffer(name + '_v', torch.empty(width).normal_(0, 1))
    _computed(module, name, method)
    return module

def remove_spectral_norm(module, name='weight'):
    weight = module._parameters.pop(name + '_orig')
    del module._buffers[name + '_u'], module._buffers[name + '_v']
    _plain(module).register_parameter(name, weight)
    return module

def _scaled(g, v, dim):
    if dim is None:
        return v * (g / v.norm())
    dims = [d for d in range(v.dim()) if d != dim % v.dim()]
    return v * (g / v.norm(2, dims, keepdim=True))

class _WeightNorm:
    def __init__(self, name, dim):
        self.name = name
        self.dim = dim
    def __call__(self, module):
        return _scaled(getattr(module, self.name + '_g'), getattr(module, self.name + '_v'), self.dim)

def weight_norm(module, name='weight', dim=0):
    weight = module._parameters.pop(name)
    module.register_parameter(name + '_g', Parameter(_lengths(weight, dim)))
    module.register_parameter(name + '_v', Parameter(weight.data))
    _computed(module, name, _WeightNorm(name, dim))
    return module

def remove_weight_norm(module, name='weight'):
    weight = getattr(module, name)
    del module._parameters[name + '_g']
    value = module._parameters.pop(name + '_v')
    _plain(module).register_parameter(name, value)
    return module
`;

/** Functions of `torch.nn.utils.parametrize`. */
export const PARAMETRIZE_TEXT = `
import contextlib
import torch
from torch.nn import ModuleDict, ModuleList, Module, Parameter
from torch.nn.utils import _computed

class ParametrizationList(ModuleList):
    def __init__(self, modules, original, unsafe=False):
        super().__init__(modules)
        if isinstance(original, tuple):
            for i, part in enumerate(original):
                self.register_parameter(f'original{i}', Parameter(part))
        elif isinstance(original, Parameter):
            self.original = original
        else:
            self.register_buffer('original', original)
    def forward(self):
        if 'original0' in self._parameters:
            return self[0](self.original0, self.original1)
        value = self.original
        for module in self:
            value = module(value)
        return value

def register_parametrization(module, tensor_name, parametrization, *, unsafe=False):
    if is_parametrized(module, tensor_name):
        module.parametrizations[tensor_name].append(parametrization)
        return module
    if tensor_name in module._parameters:
        original = module._parameters.pop(tensor_name)
    elif tensor_name in module._buffers:
        original = module._buffers.pop(tensor_name)
    else:
        raise ValueError(f"Module '{module}' does not have a parameter, a buffer, or a parametrized element with name '{tensor_name}'")
    if 'parametrizations' not in module._modules:
        module.parametrizations = ModuleDict()
    inverse = getattr(parametrization, 'right_inverse', None)
    if inverse is not None:
        learned = isinstance(original, Parameter)
        original = inverse(original)
        if learned and isinstance(original, torch.Tensor):
            original = Parameter(original)
    module.parametrizations[tensor_name] = ParametrizationList([parametrization], original)
    _computed(module, tensor_name, lambda owner: owner.parametrizations[tensor_name]())
    return module

def is_parametrized(module, tensor_name=None):
    found = module._modules.get('parametrizations')
    if found is None:
        return False
    return tensor_name is None or tensor_name in found

def remove_parametrizations(module, tensor_name, leave_parametrized=True):
    return module

@contextlib.contextmanager
def cached():
    yield
`;

/** Functions of `torch.nn.utils.parametrizations`. */
export const PARAMETRIZATIONS_TEXT = `
import torch
import torch.nn.functional as F
from torch.nn import Module
from torch.nn.utils import _is_transposed, _lengths, _scaled, parametrize
from torch.nn.utils.parametrizations import _spectral_note

class _SpectralNorm(Module):
    def __init__(self, weight, n_power_iterations=1, dim=0, eps=1e-12):
        super().__init__()
        self.dim = dim if dim >= 0 else dim + weight.ndim
        self.eps = eps
        self.n_power_iterations = n_power_iterations
        if weight.ndim > 1:
            height, width = self._rows(weight).size()
            self.register_buffer('_u', torch.empty(height).normal_(0, 1))
            self.register_buffer('_v', torch.empty(width).normal_(0, 1))
    def _rows(self, weight):
        if self.dim != 0:
            weight = weight.permute(self.dim, *[d for d in range(weight.dim()) if d != self.dim])
        return weight.flatten(1)
    def forward(self, weight):
        if weight.ndim == 1:
            return F.normalize(weight, dim=0, eps=self.eps)
        matrix = self._rows(weight)
        u = F.normalize(self._u, dim=0, eps=self.eps)
        v = F.normalize(self._v, dim=0, eps=self.eps)
        with torch.no_grad():
            for _ in range(self.n_power_iterations):
                u = F.normalize(torch.mv(matrix, v), dim=0, eps=self.eps)
                v = F.normalize(torch.mv(matrix.t(), u), dim=0, eps=self.eps)
        return weight / torch.dot(u, torch.mv(matrix, v))

class _WeightNorm(Module):
    def __init__(self, dim=0):
        super().__init__()
        self.dim = dim
    def forward(self, weight_g, weight_v):
        return _scaled(weight_g, weight_v, self.dim)
    def right_inverse(self, weight):
        return _lengths(weight, self.dim), weight.data

def weight_norm(module, name='weight', dim=0):
    return parametrize.register_parametrization(module, name, _WeightNorm(dim))

def spectral_norm(module, name='weight', n_power_iterations=1, eps=1e-12, dim=None):
    weight = getattr(module, name)
    if dim is None:
        dim = 1 if _is_transposed(module) else 0
    _spectral_note()
    return parametrize.register_parametrization(module, name, _SpectralNorm(weight, n_power_iterations, dim, eps))
`;
