/** Functions of `torch` that there are, and not here yet: what calls them is unknown, with this as the reason. */
import * as l10n from '@vscode/l10n';
import { native } from '../../python/native';
import type { Value } from '../../python/values';

const FUNCTIONS =
  'bincount unique unique_consecutive histc histogram histogramdd nanquantile ' +
  'nanmedian mode cummax cummin logcumsumexp renorm combinations trapezoid trapz cumulative_trapezoid ' +
  'stft istft fft svd svd_lowrank pca_lowrank eig symeig qr lstsq inverse pinverse det logdet slogdet cholesky ' +
  'cholesky_inverse cholesky_solve triangular_solve lu lu_solve matrix_exp geqrf orgqr ormqr polygamma mvlgamma ' +
  'gcd lcm bitwise_left_shift bitwise_right_shift frexp ldexp heaviside sinc copysign logaddexp logaddexp2 ' +
  'sparse_coo_tensor sparse_csr_tensor quantize_per_tensor fake_quantize_per_tensor_affine from_dlpack frombuffer ' +
  'hann_window hamming_window bartlett_window blackman_window kaiser_window vander resize_as_ set_ embedding_bag ' +
  'unfold_copy index_put index_put_ index_reduce segment_reduce put';

/** Names in the module. */
export const MISSING: readonly string[] = FUNCTIONS.split(' ');

/** A function that gives an unknown value. */
export function missing(name: string): Value {
  return native(`${name}(*args, **kwargs)`, (_, interpreter) =>
    interpreter.unknown(l10n.t('torch.{0} is not available yet.', name)),
  );
}
