/** Graphs as only code makes them: several inputs, tied weights, constants, parameters and buffers as values, a loss of its own. */
import { afterAll, afterEach, describe, expect, it } from 'vitest';
import { closeBrowser } from '../../support/browser';
import { boxesOf, meeting } from './look';
import { assertClean, openPanel, torchSnapshot, type Panel } from './support';

let panel: Panel;

afterEach(async () => {
  await assertClean(panel);
  await panel.close();
});
afterAll(closeBrowser);

const net = (made: string, forward: string, after = ''): string => `
import torch
from torch import nn
import torch.nn.functional as F

class Net(nn.Module):
    def __init__(self):
        super().__init__()
${indented(made)}
    def forward(${forward.split('\n')[0]!}):
${indented(forward.split('\n').slice(1).join('\n'))}
${after}
`;

function indented(text: string): string {
  return text
    .split('\n')
    .map((line) => `        ${line}\n`)
    .join('');
}

const open = (text: string): Promise<Panel> => openPanel({ change: torchSnapshot(text) });

/** Steps to the last beat, and gives all titles and sentences on the way. */
async function walk(): Promise<string[]> {
  const said: string[] = [];
  const end = Number(await panel.page.locator('.scrubber').getAttribute('aria-valuemax'));
  for (let beat = 0; beat < end; beat++) {
    await panel.press('ArrowRight');
    said.push(`${await panel.text('.explanation h2')}: ${await panel.text('.sentence')}`);
  }
  return said;
}

const twin = (): Promise<string | null> => panel.page.locator('.twin').textContent();

describe('several inputs', () => {
  const TEXT = net(
    'self.left = nn.Linear(2, 3)\nself.right = nn.Linear(4, 3)',
    'self, a, b\nreturn torch.cat([self.left(a), self.right(b)], dim=1)',
    'model = Net()\nmodel(torch.randn(2, 2), torch.randn(2, 4))\n',
  );

  it('are all shown, named, and joined', async () => {
    panel = await open(TEXT);
    const said = await walk();
    expect(said.join('\n')).toMatch(/Joined in cat: The values that arrive here are put one after/);
    expect(said.join('\n')).toMatch(/Gradient of left: its part of cat/);
    expect(await twin()).toMatch(/a \(input, 2 × 2\).*b \(input, 2 × 4\).*cat \(cat, 2 × 6\)/s);
  });

  it('stand in the tooltip of what joins them, with all shapes', async () => {
    panel = await open(TEXT);
    await panel.page.setViewportSize({ width: 1400, height: 900 });
    await panel.press();
    const tip = await tipOver(/^cat$/m);
    expect(tip).toContain('cat · 2 × 3, 2 × 3 → 2 × 6');
  });
});

/** Looks under the header line for the tooltip of this text. */
async function tipOver(name: RegExp): Promise<string> {
  const box = (await panel.page.locator('.picture-host').boundingBox())!;
  for (let x = 8; x < box.width; x += 18) {
    for (let y = 20; y < box.height / 2; y += 44) {
      await panel.page.mouse.move(box.x + x, box.y + y);
      const tip = panel.page.locator('.tooltip');
      if (!(await tip.isVisible())) continue;
      const text = await tip.innerText();
      if (name.test(text)) return text;
    }
  }
  return '';
}

it('tied weights are one parameter, whose gradients meet', async () => {
  panel = await open(
    net(
      'self.embed = nn.Embedding(4, 3)\nself.head = nn.Linear(3, 4, bias=False)\nself.head.weight = self.embed.weight',
      'self, tokens\nreturn self.head(self.embed(tokens))',
      'model = Net()\nmodel(torch.randint(0, 4, (1, 2)))\n',
    ),
  );
  await panel.shows('.sentence', '12 parameters');
  const said = (await walk()).join('\n');
  expect(said).toMatch(/New (weights|values)[^\n]*embed/);
  expect(said.match(/^New /gm)).toHaveLength(1);
});

it('a loss that the code computes is the end, without a target', async () => {
  panel = await open(
    net(
      'self.hidden = nn.Linear(2, 2)',
      'self, x\nreturn (self.hidden(x) ** 2).mean()',
      'model = Net()\nloss = model(torch.randn(3, 2))\nloss.backward()\n',
    ),
  );
  const said = (await walk()).join('\n');
  expect(said).toContain('The model computes its own error: its output is E.');
  expect(await twin()).not.toContain('target');
  await panel.shows('.training-state', 'training step 0');
});

it('parameters and buffers as values are told apart, and only parameters learn', async () => {
  panel = await open(
    net(
      'self.scale = nn.Parameter(torch.ones(2))\nself.register_buffer("shift", torch.randn(2))',
      'self, x\nreturn (x * self.scale + self.shift) * 3',
      'model = Net()\nmodel(torch.randn(2, 2))\n',
    ),
  );
  const said = (await walk()).join('\n');
  expect(said).toContain('Every value is multiplied by 3.');
  expect(said).toMatch(/New values of scale/);
  expect(said).not.toMatch(/New [^\n]*shift/);
  expect(await twin()).toMatch(/scale \(Parameter, 2\).*shift \(\w+, 2\)/s);
});

describe('long module paths', () => {
  const TEXT = net(
    'self.blocks = nn.ModuleList([nn.TransformerEncoderLayer(4, 2, 8, batch_first=True) for _ in range(3)])',
    'self, x\nfor block in self.blocks:\n    x = block(x)\nreturn x.view(x.shape[0], -1).transpose(0, 1)',
    'model = Net()\nmodel(torch.randn(1, 2, 4))\n',
  );

  it('never overlap under the scrubber nor in the explanation', async () => {
    panel = await open(TEXT);
    for (const width of [1440, 720, 500]) {
      await panel.page.setViewportSize({ width, height: 800 });
      for (const key of ['Home', 'ArrowRight', 'b', 'ArrowRight']) {
        await panel.press(key);
        const boxes = await boxesOf(panel.page);
        const cut = boxes.filter(({ left, right }) => left < -0.5 || right > width + 0.5);
        expect({ cut, overlapping: meeting(boxes) }, `${width} ${key}`).toEqual({
          cut: [],
          overlapping: [],
        });
      }
    }
  });

  it('are whole in the text twin and in the words of the scrubber', async () => {
    panel = await open(TEXT);
    await panel.press('ArrowRight');
    await expect
      .poll(() => panel.page.locator('.scrubber').getAttribute('aria-valuetext'))
      .toContain('blocks.0.');
    expect(await twin()).toContain('blocks.2.norm2');
    const short = await panel.page.locator('.layer-label:not(.crowded) span').allInnerTexts();
    expect(short.length).toBeGreaterThan(3);
  });
});
