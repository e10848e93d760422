/** Every model of which something is read from PyTorch source reaches the panel whole: what the reader gives, the bridge lets pass. */
import { describe, expect, it } from 'vitest';
import { toWire, type HostMessage } from '../../../src/protocol/messages';
import { parseHostMessage } from '../../../src/protocol/validate';
import { FIXTURES, readFixture } from '../../support/fixtures';
import { snapshotOf } from './support';

/** As it travels. */
const sent = (message: HostMessage): unknown => JSON.parse(JSON.stringify(toWire(message)));

describe.each(FIXTURES)('%s', (file) => {
  it('arrives as it was sent', () => {
    const { models } = readFixture(file);
    for (const model of models.filter(({ nodes }) => nodes.length > 0)) {
      const message = snapshotOf(model);
      expect(parseHostMessage(sent(message)), model.name).toEqual(message);
    }
  });
});
