/** Stands for the module `vscode` in tests of the host that need no editor: events that tests fire, tabs, one input box. */

type Listener<T> = (value: T) => unknown;

class Disposable {
  constructor(private readonly end: () => void) {}

  static from(...all: readonly { dispose(): unknown }[]): Disposable {
    return new Disposable(() => all.forEach((each) => each.dispose()));
  }

  dispose(): void {
    this.end();
  }
}

class EventEmitter<T> {
  private readonly listeners = new Set<Listener<T>>();
  readonly event = (listener: Listener<T>): Disposable => {
    this.listeners.add(listener);
    return new Disposable(() => this.listeners.delete(listener));
  };

  fire(value: T): void {
    this.listeners.forEach((listener) => listener(value));
  }

  dispose(): void {
    this.listeners.clear();
  }
}

class Tab {
  constructor(readonly uri: unknown) {}
}
class TextTab extends Tab {}
class CustomTab extends Tab {}
class DiffTab {
  constructor(
    readonly original: unknown,
    readonly modified: unknown,
  ) {}
}

/** The box that asks, as a person uses it. */
class Box {
  title = '';
  prompt = '';
  value = '';
  busy = false;
  ignoreFocusOut = false;
  validationMessage: string | undefined;
  buttons: readonly { readonly tooltip: string }[] = [];
  open = false;
  private readonly changed = new EventEmitter<string>();
  private readonly accepted = new EventEmitter<void>();
  private readonly button = new EventEmitter<unknown>();
  private readonly hidden = new EventEmitter<void>();
  readonly onDidChangeValue = this.changed.event;
  readonly onDidAccept = this.accepted.event;
  readonly onDidTriggerButton = this.button.event;
  readonly onDidHide = this.hidden.event;

  type(text: string): void {
    this.value = text;
    this.changed.fire(text);
  }
  enter(): void {
    this.accepted.fire();
  }
  show(): void {
    this.open = true;
  }
  hide(): void {
    this.open = false;
    this.hidden.fire();
  }
  dispose(): void {
    this.open = false;
  }
}

const documentEvents = {
  changed: new EventEmitter<unknown>(),
  saved: new EventEmitter<unknown>(),
  closed: new EventEmitter<unknown>(),
  notebook: new EventEmitter<unknown>(),
};
const tabs: { readonly input: unknown }[] = [];
const boxes: Box[] = [];
const messages: string[] = [];
const texts = new Map<string, unknown>();

/** What tests do to the editor. */
export const person = {
  boxes,
  messages,
  tabs,
  /** Documents that are there, by their URI. */
  texts,
  closes: (document: unknown) => documentEvents.closed.fire(document),
};

/** What the host sees. */
export const editor = {
  Disposable,
  EventEmitter,
  TabInputText: TextTab,
  TabInputCustom: CustomTab,
  TabInputTextDiff: DiffTab,
  Range: class {
    constructor(
      readonly startLine: number,
      readonly startColumn: number,
      readonly endLine: number,
      readonly endColumn: number,
    ) {}
    /** Lines are enough. */
    intersection(other: { readonly startLine: number; readonly endLine: number }) {
      return this.startLine <= other.endLine && other.startLine <= this.endLine ? this : undefined;
    }
  },
  CodeAction: class {
    constructor(
      readonly title: string,
      readonly kind: unknown,
    ) {}
  },
  CodeActionKind: { QuickFix: 'quickfix' },
  CodeLens: class {
    constructor(readonly range: unknown) {}
  },
  ThemeIcon: class {
    constructor(readonly id: string) {}
  },
  Uri: class {
    static parse(text: string): string {
      return text;
    }
  },
  workspace: {
    notebookDocuments: [],
    workspaceFolders: [],
    onDidChangeTextDocument: documentEvents.changed.event,
    onDidSaveTextDocument: documentEvents.saved.event,
    onDidCloseTextDocument: documentEvents.closed.event,
    onDidChangeNotebookDocument: documentEvents.notebook.event,
    openTextDocument: (uri: { toString(): string }) => Promise.resolve(texts.get(uri.toString())),
  },
  window: {
    activeTextEditor: undefined as unknown,
    showInformationMessage: (text: string) => {
      messages.push(text);
      return Promise.resolve();
    },
    tabGroups: { all: [{ tabs }] },
    createInputBox: () => {
      const box = new Box();
      boxes.push(box);
      return box;
    },
  },
};
