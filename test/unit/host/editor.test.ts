/** What the host does with documents and answers, on an editor that is only played. */
import type * as vscode from 'vscode';
import { describe, expect, it, vi } from 'vitest';
import { askInvocation } from '../../../src/host/commands/invocation';
import { openModel } from '../../../src/host/commands/open';
import type { CommandServices } from '../../../src/host/commands/services';
import { Invocations } from '../../../src/host/invocations';
import { Models } from '../../../src/host/models';
import type { Panel } from '../../../src/host/panel/panel';
import type { Panels } from '../../../src/host/panel/panels';
import { ProblemFixes } from '../../../src/host/providers/code-actions';
import { ModelLenses } from '../../../src/host/providers/code-lens';
import { isShown } from '../../../src/host/providers/shown';
import { COMMANDS } from '../../../src/ids';
import { editor, person } from '../../support/fake-editor';

vi.mock('vscode', async () => {
  const { editor: played } = await import('../../support/fake-editor');
  return { ...played, default: played };
});

const NET = `import torch.nn as nn
class Net(nn.Module):
    def __init__(self, hidden=3):
        super().__init__()
        self.a = nn.Linear(2, hidden)
    def forward(self, x):
        return self.a(x)
`;

let files = 0;
function documentOf(text: string): vscode.TextDocument {
  const path = `/net${(files += 1)}.py`;
  const uri = { path, scheme: 'file', toString: () => `file://${path}` };
  const document = {
    uri,
    version: 1,
    languageId: 'python',
    isClosed: false,
    lineCount: text.split('\n').length,
    getText: () => text,
    lineAt: (line: number) => ({ text: text.split('\n')[line]! }),
  };
  person.texts.set(uri.toString(), document);
  return document as unknown as vscode.TextDocument;
}

function modelsWith(): Models {
  const memory = new Map<string, unknown>();
  return new Models(
    new Invocations({
      keys: () => [...memory.keys()],
      get: (key: string) => memory.get(key),
      update: (key: string, value: unknown) => Promise.resolve(void memory.set(key, value)),
    } as vscode.Memento),
  );
}
const none = { has: () => false, onDidChange: () => ({ dispose: () => undefined }) };
const panels = none as unknown as Panels;
/** Lets everything that waits go on. */
const later = () => new Promise((resolve) => setTimeout(resolve, 0));

describe('a reading that is given up', () => {
  it('is followed by a newer one, as often as it takes', async () => {
    const models = modelsWith();
    const document = documentOf(`${NET}for i in range(100_000):\n    pass\n`);
    const reading = models.read(document);
    const lenses = new ModelLenses(models, panels).provideCodeLenses(document);
    for (let i = 0; i < 3; i += 1) {
      person.closes(document);
      await later();
    }
    expect((await reading).models.map(({ name }) => name)).toEqual(['Net']);
    expect(await lenses).toHaveLength(1);
  });

  it('has the lenses asked for again when other answers make other models', async () => {
    const models = modelsWith();
    const document = documentOf(NET);
    const lenses = new ModelLenses(models, panels);
    let asked = 0;
    lenses.onDidChangeCodeLenses(() => (asked += 1));
    await models.setInvocation(document.uri, 'Net', 'Net(5)');
    expect(asked).toBe(1);
    lenses.dispose();
    await models.setInvocation(document.uri, 'Net', null);
    expect(asked).toBe(1);
  });
});

describe('the box that asks how a model is made', () => {
  async function asked(document = documentOf(NET), models = modelsWith()) {
    const [graph] = (await models.read(document)).models;
    const done = askInvocation(models, { uri: document.uri } as Panel, graph!);
    await later();
    const box = person.boxes.at(-1)!;
    const answers = () => models.invocations.of(document.uri);
    const enter = async (text: string) => {
      box.type(text);
      box.enter();
      await vi.waitFor(() => expect(box.busy).toBe(false));
      await later();
    };
    return { box, answers, enter, done };
  }

  it('stays open with the text and the reason when the model cannot be made so', async () => {
    const { box, answers, enter, done } = await asked();
    expect(box.value).toMatch(/^Net\(\), input=/);
    for (const option of ['batch=', 'loss=', 'optimizer=', 'seed=']) {
      expect(box.prompt).toContain(option);
    }
    await enter('Net(confg), input=(2, 8)');
    expect(box).toMatchObject({
      open: true,
      value: 'Net(confg), input=(2, 8)',
      validationMessage: "NameError: name 'confg' is not defined",
    });
    expect(answers()).toEqual({});
    await enter('Net(4), input=(2, 2)');
    expect(box.open).toBe(false);
    await done;
    expect(answers()).toEqual({ Net: 'Net(4), input=(2, 2)' });
  });

  it('forgets the answer when it is left empty', async () => {
    const document = documentOf(NET);
    const models = modelsWith();
    await models.setInvocation(document.uri, 'Net', 'Net(9)');
    const { answers, enter, done, box } = await asked(document, models);
    expect(box.value).toMatch(/^Net\(9\), /);
    await enter('');
    await done;
    expect(answers()).toEqual({});
  });
});

describe('a document', () => {
  it('is shown while it has a tab or a panel, and not because the editor still keeps it', () => {
    const document = documentOf(NET);
    const shown = () => isShown(document, panels);
    expect(shown()).toBe(false);
    person.tabs.push({ input: new editor.TabInputTextDiff('git:/net', document.uri) });
    expect(shown()).toBe(true);
    person.tabs.splice(0, 1, { input: new editor.TabInputText(document.uri) });
    expect(shown()).toBe(true);
    person.tabs.length = 0;
    expect(shown()).toBe(false);
    expect(isShown(document, { ...none, has: () => true } as unknown as Panels)).toBe(true);
  });
});

describe('the command', () => {
  it('says why a file has no model, when its problems say it', async () => {
    const document = documentOf('import jax\nfrom flax import linen as nn\n');
    editor.window.activeTextEditor = { document };
    const models = modelsWith();
    await openModel({ models, panels } as unknown as CommandServices);
    expect(person.messages.at(-1)).toMatch(
      /describes no network\. Line 2: This file makes its models with flax;/,
    );
  });
});

describe('an answer that no longer fits', () => {
  it('has a quick fix that forgets it', async () => {
    const models = modelsWith();
    const document = documentOf(NET);
    await models.setInvocation(document.uri, 'Net', 'Net(confg)');
    const shown = { has: () => true } as unknown as Panels;
    const fixes = new ProblemFixes(models, shown);
    const place = new editor.Range(1, 0, 1, 0) as unknown as vscode.Range;
    const context = { diagnostics: [] } as unknown as vscode.CodeActionContext;
    const actions = await fixes.provideCodeActions(document, place, context);
    expect(actions).toMatchObject([
      {
        title: 'Forget this answer',
        command: { command: COMMANDS.forgetAnswer, arguments: [document.uri, 'Net'] },
      },
    ]);
    expect(actions[0]!.edit).toBeUndefined();
  });
});
