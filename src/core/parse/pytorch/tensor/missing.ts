/** Functions and methods of PyTorch that are not here yet: what calls them is unknown, with this as the reason. */
import * as l10n from '@vscode/l10n';
import { native, type NativeFunction } from '../../python/native';
import { classOf } from '../../python/values';
import { textOf } from '../read';

const NAMES =
  'bincount unique unique_consecutive histc histogram histogramdd nanquantile nanmedian mode cummax cummin ' +
  'logcumsumexp renorm combinations trapezoid trapz cumulative_trapezoid stft istft svd svd_lowrank pca_lowrank eig ' +
  'symeig qr lstsq solve inverse pinverse det logdet slogdet cholesky cholesky_inverse cholesky_solve matrix_rank ' +
  'triangular_solve lu lu_solve lu_unpack matrix_exp geqrf orgqr ormqr lobpcg polygamma mvlgamma igamma igammac ' +
  'gcd lcm bitwise_left_shift bitwise_right_shift frexp ldexp binomial gradient vander unravel_index cond ' +
  'sparse_coo_tensor sparse_csr_tensor quantize_per_tensor quantize_per_channel fake_quantize_per_tensor_affine ' +
  'from_dlpack frombuffer from_file bartlett_window blackman_window kaiser_window segment_reduce index_reduce put ' +
  'norm_except_dim lstm gru rnn_tanh rnn_relu lstm_cell gru_cell rnn_tanh_cell rnn_relu_cell conv_tbc ' +
  'masked_scatter_ apply_ map_ map2_ resize_ resize_as_ resize storage untyped_storage to_sparse values indices ' +
  'dequantize int_repr put_ renorm_ index_reduce_ sum_to_size fill_diagonal stride_';

const MISSING: ReadonlySet<string> = new Set(NAMES.split(' '));

/** A function that gives an unknown value; undefined for names that PyTorch does not have. */
export function missingFunction(name: string): NativeFunction | undefined {
  if (!MISSING.has(name)) return undefined;
  return native(`${name}(*args, **kwargs)`, (_, interpreter) =>
    interpreter.unknown(l10n.t('torch.{0} is not available yet.', name)),
  );
}

/** `__getattr__` of tensors. */
export const MISSING_ATTRIBUTE = native('__getattr__(self, name)', (bound, interpreter) => {
  const name = textOf(bound.get('name'), 'name', interpreter);
  const { name: cls } = classOf(bound.get('self'));
  return (
    missingFunction(name) ??
    interpreter.raise('AttributeError', `'${cls}' object has no attribute '${name}'`)
  );
});
