/** What a panel on PyTorch source has beside that of a model file: several models, how one is made and fed, models in part. */
import { afterAll, afterEach, describe, expect, it } from 'vitest';
import type { PageMessage } from '../../../src/protocol/messages';
import { closeBrowser } from '../../support/browser';
import { boxesOf, meeting } from './look';
import { assertClean, openPanel, torchSnapshot, XOR, type Panel } from './support';

let panel: Panel;

afterEach(async () => {
  await assertClean(panel);
  await panel.close();
});
afterAll(closeBrowser);

const TWO = `
import torch
from torch import nn

class Small(nn.Module):
    def __init__(self, hidden=3):
        super().__init__()
        self.hidden = nn.Linear(2, hidden)
        self.out = nn.Linear(hidden, 1)

    def forward(self, x):
        return self.out(torch.tanh(self.hidden(x)))

class Wide(nn.Module):
    def __init__(self):
        super().__init__()
        self.first = nn.Linear(4, 5)

    def forward(self, x):
        return self.first(x)

class Broken(nn.Module):
    def __init__(self):
        super().__init__()
        self.first = nn.Linear(4, 5)

    def forward(self, x):
        x = torch.sigmoid(self.first(x))
        return solve(x)
`;

const open = (text: string, shown?: string): Promise<Panel> =>
  openPanel({ change: torchSnapshot(text, { shown }) });

const show = (text: string, shown: string): Promise<void> =>
  panel.edit(XOR, torchSnapshot(text, { shown }));

async function messagesOf<T extends PageMessage['type']>(
  type: T,
): Promise<Extract<PageMessage, { type: T }>[]> {
  const sent = await panel.messages();
  return sent.filter(
    (message): message is Extract<PageMessage, { type: T }> => message.type === type,
  );
}

const chooser = () => panel.page.locator('vscode-dropdown[aria-label="Model of the file"]');

describe('a file with several models', () => {
  it('has a list of them, those in part marked, which asks for another one', async () => {
    panel = await open(TWO);
    expect(await chooser().locator('vscode-option').allInnerTexts()).toEqual([
      'Small',
      'Wide',
      'Broken (in part)',
    ]);
    await chooser().click();
    await chooser().locator('vscode-option', { hasText: 'Wide' }).click();
    expect((await panel.waitForMessage('chooseModel')).name).toBe('Wide');
  });

  it('lets the keyboard choose', async () => {
    panel = await open(TWO);
    await chooser().focus();
    await panel.press('ArrowDown', 'Enter');
    expect((await panel.waitForMessage('chooseModel')).name).toBe('Wide');
  });

  it('shows another model from the start', async () => {
    panel = await open(TWO);
    await panel.click('Train 10 more');
    await panel.shows('.training-state', 'training step 10');
    await panel.press('b', 'ArrowRight', '+');
    await show(TWO, 'Wide');
    await panel.shows('.explanation h2', 'Wide');
    await panel.shows('.kicker', /start/i);
    await panel.shows('.training-state', 'training step 0');
    expect(await panel.page.locator('.banners .banner').count()).toBe(0);
    expect(await panel.page.locator('canvas').getAttribute('aria-label')).toBe('The network Wide');
    await panel.shows('[aria-live=polite]', /Wide/);
    await expect
      .poll(() => panel.state())
      .toMatchObject({ model: 'Wide', step: 0, time: 0, camera: null });
  });

  it('keeps place and training step where the shown one is renamed', async () => {
    panel = await open(TWO);
    await panel.press('b', 'ArrowRight');
    const kicker = await panel.text('.kicker');
    await show(TWO.replace('class Small', 'class Little'), 'Little');
    await panel.shows('.origin code', 'Little()');
    expect(await panel.text('.kicker')).toBe(kicker);
  });

  it('comes back after a reload with the model, its training step and its time', async () => {
    panel = await open(TWO, 'Wide');
    await panel.click('Train 10 more');
    await panel.shows('.training-state', 'training step 10');
    await panel.press('b', 'ArrowRight');
    const kicker = await panel.text('.kicker');
    await expect.poll(() => panel.state()).toMatchObject({ model: 'Wide', step: 10 });
    await panel.page.reload();
    await panel.waitForMessage('ready');
    await show(TWO, 'Wide');
    await panel.shows('.training-state', 'training step 10');
    expect(await panel.text('.kicker')).toBe(kicker);
    await expect
      .poll(() => chooser().evaluate((list) => (list as HTMLSelectElement).value))
      .toBe('Wide');
  });

  it('starts anew where a reload finds another model than the one that was left', async () => {
    panel = await open(TWO, 'Wide');
    await panel.click('Train 10 more');
    await expect.poll(() => panel.state()).toMatchObject({ model: 'Wide', step: 10 });
    await panel.page.reload();
    await panel.waitForMessage('ready');
    await show(TWO, 'Small');
    await panel.shows('.training-state', 'training step 0');
    await panel.shows('.kicker', /start/i);
  });

  it('shows the reason in place of the picture where nothing of the chosen one is understood', async () => {
    panel = await open(TWO);
    await chooser().click();
    await chooser().locator('vscode-option', { hasText: 'Broken' }).click();
    const stale = torchSnapshot(TWO, { shown: 'Broken' }).stale;
    await panel.edit(XOR, { ...torchSnapshot(TWO, { shown: 'Broken' }), graph: null });
    await panel.shows('.message', stale!.message);
    await panel.page.locator('.picture-host.blank').waitFor({ state: 'attached' });
    expect(await chooser().isVisible()).toBe(true);
    expect(await chooser().evaluate((list) => (list as HTMLSelectElement).value)).toBe(
      'Broken (in part)',
    );
    await show(TWO, 'Small');
    await panel.shows('.explanation h2', 'Small');
  });

  it('fits the list into any panel, whatever the models are called', async () => {
    const name = 'ConvolutionalVariationalAutoencoderWithAttention';
    panel = await open(TWO.replaceAll('Small', name));
    for (const width of [1280, 1000, 800, 720, 660, 640, 600, 560, 500, 480, 400]) {
      await panel.page.setViewportSize({ width, height: 700 });
      await panel.press();
      const boxes = await boxesOf(panel.page);
      const outside = boxes.filter(({ left, right }) => left < -0.5 || right > width + 0.5);
      const found = { outside, overlapping: meeting(boxes) };
      expect(found, `at ${width}`).toEqual({ outside: [], overlapping: [] });
      expect((await chooser().boundingBox())!.width, `at ${width}`).toBeGreaterThan(60);
    }
    const body = panel.page.locator('.explanation .body');
    expect(await body.evaluate((it) => it.scrollWidth - it.clientWidth)).toBeLessThan(1);
  });

  it('with one model has no list', async () => {
    panel = await open(TWO.slice(0, TWO.indexOf('class Wide')));
    expect(await chooser().isVisible()).toBe(false);
  });
});

describe('how a model is made and fed', () => {
  it('stands with what was assumed, and a click changes it', async () => {
    panel = await open(TWO);
    expect(await panel.text('.origin code')).toMatch(/^Small\(\), input=\(\d+, 2\)$/);
    await panel.shows('.origin', 'The file makes no optimizer');
    const change = panel.page.getByRole('button', {
      name: 'Change… how the model is made and fed',
    });
    await change.click();
    expect(await messagesOf('changeInvocation')).toHaveLength(1);
  });

  it('is told once at the start, where Change… is seen without scrolling', async () => {
    panel = await open(TWO);
    const told = await panel.page.evaluate(
      () => document.querySelector<HTMLElement>('.explanation')!.innerText,
    );
    expect(told.split('No seed is given: 0.')).toHaveLength(2);
  });

  it('can be changed where the model cannot be made', async () => {
    const unmade = `import torch.nn as nn
class Head(nn.Module):
    def __init__(self, backbone):
        super().__init__()
        self.backbone = backbone
        self.fc = nn.Linear(backbone.out_dim, 3)
    def forward(self, x):
        return self.fc(self.backbone(x))
`;
    panel = await open(unmade);
    await panel.shows('.message', /Nothing says what backbone is/);
    await panel.shows('.message', 'Head(backbone=torch.nn.Identity())');
    const change = panel.page.getByRole('button', {
      name: 'Change… how the model is made and fed',
    });
    await change.click();
    expect(await messagesOf('changeInvocation')).toHaveLength(1);
  });

  it('is changed with the keyboard', async () => {
    panel = await open(TWO);
    const change = panel.page.getByRole('button', {
      name: 'Change… how the model is made and fed',
    });
    await change.focus();
    await panel.press('Enter');
    await expect.poll(() => messagesOf('changeInvocation')).toHaveLength(1);
    // The key is the link's: nothing else happens.
    await panel.shows('.kicker', /start/i);
  });

  it('is not there for a model file that says all', async () => {
    panel = await openPanel();
    expect(await panel.page.locator('.origin').getByText('Change…').count()).toBe(0);
  });
});

describe('a model that is understood in part', () => {
  const line = 1 + TWO.split('\n').findIndex((text) => text.includes('solve'));

  it('is run up to the place, with the reason and a link to the line', async () => {
    panel = await open(TWO, 'Broken');
    await panel.shows('.banner.warning', /up to this place: .*solve/);
    // The picture is right as far as it goes.
    expect(await panel.page.locator('.picture.stale').count()).toBe(0);
    await panel.press('ArrowRight');
    await panel.shows('.kicker', /forward · first/i);
    await panel.page.locator('.banner .link', { hasText: `Line ${line}` }).click();
    expect((await panel.waitForMessage('reveal')).range.startLine).toBe(line - 1);
    await expect.poll(() => panel.page.locator('.twin').textContent()).toMatch(/up to .*solve/);
  });

  it('is whole again after an edit', async () => {
    panel = await open(TWO, 'Broken');
    await panel.press('ArrowRight');
    await show(TWO.replace('solve(x)', 'x'), 'Broken');
    await panel.page.locator('.banners .banner').waitFor({ state: 'detached' });
  });

  it('links to another file where reading stopped there', async () => {
    const block =
      'from torch import nn\n\nclass Block(nn.Module):\n    def forward(self, x):\n        return solve(x)\n';
    const text =
      'from torch import nn\nfrom blocks import Block\n\nclass Net(nn.Module):\n    def __init__(self):\n        super().__init__()\n' +
      '        self.first = nn.Linear(4, 5)\n        self.block = Block()\n\n    def forward(self, x):\n        return self.block(self.first(x))\n';
    panel = await openPanel({ change: torchSnapshot(text, { others: { 'blocks.py': block } }) });
    await panel.page.locator('.banner .link', { hasText: 'blocks.py:5' }).click();
    const { range } = await panel.waitForMessage('reveal');
    expect(range).toMatchObject({ file: 'file:///models/blocks.py', startLine: 4 });
  });
});
