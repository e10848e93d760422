/** The line that says how a model is made and fed: what it may hold, what is wrong with it, and how it is written. */
import { describe, expect, it } from 'vitest';
import {
  checkInvocation,
  printInvocation,
  readInvocation,
} from '../../../../../src/core/parse/pytorch/models/invocation';

describe('an invocation that can be read', () => {
  it.each([
    'Net(hidden=64), input=(1, 3, 32, 32)',
    'Net',
    'models.Net(3, depth=2)',
    'input=(1, 3)',
    'Net(), input=torch.randint(0, 10, (1, 8)), batch=4, loss=nn.MSELoss(), optimizer=Adam(lr=0.1), seed=3',
    "Net(), input={'x': (1, 3), 'mask': None}",
    'Net(), input=[(1, 3), (1, 4)]',
  ])('%s', (text) => expect(checkInvocation(text)).toBeNull());

  it('keeps its parts', () => {
    const read = readInvocation('Net(hidden=64), input=(1, 3), seed=2');
    if ('wrong' in read) throw new Error(read.wrong);
    const { model, options, file } = read;
    expect(file.lines.text.slice(model!.start, model!.end)).toBe('Net(hidden=64)');
    expect([...options.keys()]).toEqual(['input', 'seed']);
  });
});

describe('an invocation that cannot be read', () => {
  it.each([
    ['', 'Say how the model is made'],
    ['Net(', 'This cannot be read. Write it like Net(hidden=64)'],
    ['Net()) + (1', 'This cannot be read.'],
    ['Net())(1', 'This cannot be read.'],
    ['Net(), inputs=(1, 3)', 'There is no option "inputs". Did you mean "input"?'],
    ['Net(), colour=3', 'There is no option "colour". There are input, batch'],
    ['Net(), (1, 3)', 'The model stands first and once'],
    ['3', 'The model is a class with its arguments'],
    ['Net(), *more', 'Stars cannot stand here.'],
    ['Net(), batch=0', 'The batch is a whole number from 1 on.'],
    ['Net(), seed=1.5', 'The seed is a whole number from 0 on.'],
    ['Net(), input=(1, 3.5)', 'The input is a shape like (1, 3, 32, 32)'],
    ['Net(), loss=3', '"loss" is a call or a name, like nn.MSELoss().'],
  ])('%s', (text, message) => expect(checkInvocation(text)).toContain(message));
});

describe('printing', () => {
  it('writes one input as it is, several by their names', () => {
    expect(printInvocation('Net()', [{ name: 'x', text: '(1, 3)' }])).toBe('Net(), input=(1, 3)');
    expect(
      printInvocation('Net(2)', [
        { name: 'x', text: '(1, 3)' },
        { name: 't', text: 'None' },
      ]),
    ).toBe("Net(2), input={'x': (1, 3), 't': None}");
  });

  it('writes further options in their order, and what it writes can be read', () => {
    const text = printInvocation('Net()', [{ name: 'x', text: '(5,)' }], {
      seed: '4',
      loss: 'nn.L1Loss()',
    });
    expect(text).toBe('Net(), input=(5,), loss=nn.L1Loss(), seed=4');
    expect(checkInvocation(text)).toBeNull();
  });
});
