/** Statistics of a batch need several numbers. */
import * as l10n from '@vscode/l10n';
import { brackets, elementCount, type Shape } from '../../../model/shape';
import { allSizes, blame } from '../problems/sure';
import type { Tensor } from '../tape';
import type { Site } from './site';

/** Raises ValueError where a channel of the batch has one number only. `counted` is the shape that is looked at, `text` its name. */
export function requireSeveral(
  x: Tensor,
  site: Site,
  counted: Shape = x.shape,
  text = `torch.Size(${brackets(x.shape)})`,
): void {
  const [samples = 1, , ...space] = counted;
  if (samples * elementCount(space) !== 1) return;
  const { interpreter } = site;
  const { place } = interpreter;
  if (place) {
    const message = l10n.t(
      '{0} takes mean and variance over the batch, but its input {1} has only one number for each channel. Use a batch of two or more, or eval().',
      site.word,
      brackets(x.shape),
    );
    const finding = { severity: 'error', code: 'batch-of-one', message, place, fixes: [] } as const;
    blame(finding, allSizes([x.ref]), interpreter);
  }
  site.raise(
    'ValueError',
    `Expected more than 1 value per channel when training, got input size ${text}`,
  );
}
