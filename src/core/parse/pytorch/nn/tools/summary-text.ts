/** Tools that call a model once to look at it, in Python: they say what its input is. */

/** `torchsummary`: sizes without the batch, of which it takes two. */
export const TORCHSUMMARY_TEXT = `
import torch

def summary(model, input_size, batch_size=-1, device='cuda', dtypes=None):
    sizes = [input_size] if isinstance(input_size, tuple) else input_size
    model(*[torch.rand(2, *size) for size in sizes])

def summary_string(model, input_size, batch_size=-1, device='cuda', dtypes=None):
    summary(model, input_size)
    return '', (0, 0)
`;

/** `torchinfo`: sizes with the batch, or tensors. */
export const TORCHINFO_TEXT = `
import torch

def summary(model, input_size=None, *args, input_data=None, batch_dim=None, dtypes=None, **kwargs):
    if input_data is not None:
        inputs = input_data if isinstance(input_data, (list, tuple)) else [input_data]
        model(*inputs)
    elif input_size is not None:
        sizes = [input_size] if isinstance(input_size[0], int) else input_size
        types = dtypes or [torch.float32] * len(sizes)
        if batch_dim is not None:
            sizes = [(*size[:batch_dim], 2, *size[batch_dim:]) for size in sizes]
        model(*[torch.rand(*size).to(dtype) for size, dtype in zip(sizes, types)])
`;

/** `thop`, `ptflops`, `fvcore.nn`, `torchviz`, `torchstat` … */
export const COUNTING_TEXT = `
import torch

def profile(model, inputs=(), *args, **kwargs):
    model(*inputs)
    return 0.0, 0.0

def clever_format(numbers, *args):
    return ['0'] * len(numbers)

def get_model_complexity_info(model, input_res, *args, **kwargs):
    model(torch.rand(1, *input_res))
    return '', ''

def stat(model, input_size, *args, **kwargs):
    model(torch.rand(1, *input_size))

class FlopCountAnalysis:
    def __init__(self, model, inputs):
        model(*(inputs if isinstance(inputs, tuple) else (inputs,)))
    def total(self):
        return 0

def parameter_count(model):
    return {name: parameter.numel() for name, parameter in model.named_parameters()}

def parameter_count_table(model, *args):
    return ''

def flop_count_table(flops, *args):
    return ''
`;
