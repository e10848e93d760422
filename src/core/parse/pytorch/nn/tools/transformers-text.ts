/** What model files of their own take from `transformers`, in Python: the base classes of models and configurations. */
export const TRANSFORMERS_TEXT = `
import torch
import torch.nn.functional as F
from torch import nn

class PretrainedConfig:
    model_type = ''
    def __init__(self, **kwargs):
        self.output_attentions = False
        self.output_hidden_states = False
        self.use_return_dict = True
        self.num_labels = 2
        for key, value in kwargs.items():
            setattr(self, key, value)
    def to_dict(self):
        return dict(self.__dict__)

PreTrainedConfig = PretrainedConfig

class PreTrainedModel(nn.Module):
    config_class = None
    base_model_prefix = ''
    def __init__(self, config, *inputs, **kwargs):
        super().__init__()
        self.config = config
    def post_init(self):
        self.init_weights()
    def init_weights(self):
        start = getattr(self, '_init_weights', None)
        if start is not None:
            self.apply(start)
    @property
    def device(self):
        return torch.device('cpu')
    @property
    def dtype(self):
        return torch.float32
    def gradient_checkpointing_enable(self, *args, **kwargs):
        pass

ACT2FN = {
    'gelu': F.gelu, 'gelu_new': nn.GELU('tanh'), 'gelu_pytorch_tanh': nn.GELU('tanh'), 'relu': F.relu, 'silu': F.silu,
    'swish': F.silu, 'tanh': torch.tanh, 'sigmoid': torch.sigmoid, 'mish': F.mish,
}
`;
