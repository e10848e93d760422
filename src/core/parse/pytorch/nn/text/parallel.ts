/** `nn.DataParallel` and its relatives, and the stubs of quantization, in Python: the module itself runs. */
export const PARALLEL_TEXT = `
class DataParallel(Module):
    def __init__(self, module, *args, **kwargs):
        super().__init__()
        self.module = module
    def forward(self, *inputs, **kwargs):
        return self.module(*inputs, **kwargs)

class DistributedDataParallel(DataParallel):
    pass
`;

/** `torch.ao.quantization`: whole numbers are not computed with. */
export const QUANTIZATION_TEXT = `
from torch import nn

class QuantStub(nn.Identity):
    def __init__(self, qconfig=None):
        super().__init__()

class DeQuantStub(nn.Identity):
    def __init__(self, qconfig=None):
        super().__init__()

def fuse_modules(model, modules_to_fuse, inplace=False, **kwargs):
    return model

def prepare(model, *args, **kwargs):
    return model

prepare_qat = convert = prepare

def get_default_qconfig(*args):
    return None

get_default_qat_qconfig = get_default_qconfig
`;
