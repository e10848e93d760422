/** What the person answered when a model's arguments or input had to be guessed: remembered with the workspace, by file and model. */
import type * as vscode from 'vscode';

const KEY = 'visualizeBackprop.invocations';

/** More files than this are not remembered; the oldest go first. */
const MAX_FILES = 500;

type Answers = Readonly<Record<string, Readonly<Record<string, string>>>>;

export class Invocations {
  constructor(private readonly memory: vscode.Memento) {}

  /** The answers for a file, by the name of the model. */
  of(uri: vscode.Uri): Readonly<Record<string, string>> {
    return this.all()[uri.toString()] ?? {};
  }

  /** Remembers an answer; null forgets it. */
  async set(uri: vscode.Uri, model: string, answer: string | null): Promise<void> {
    const { [uri.toString()]: known = {}, ...others } = this.all();
    const rest = Object.entries(known).filter(([name]) => name !== model);
    const answers = Object.fromEntries(answer === null ? rest : [...rest, [model, answer]]);
    const kept = Object.entries(others).slice(1 - MAX_FILES);
    await this.memory.update(KEY, { ...Object.fromEntries(kept), [uri.toString()]: answers });
  }

  private all(): Answers {
    return this.memory.get<Answers>(KEY) ?? {};
  }
}
