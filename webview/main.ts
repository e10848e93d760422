/** The start of the page: wires bridge, store, engine, clock and parts together. */
import './styles/page.css';
import * as l10n from '@vscode/l10n';
import type { HostMessage } from '../src/protocol/messages';
import { onMotionPreferenceChange, wantsStillness } from './a11y/motion';
import { connect } from './bridge/connect';
import { stateOf } from './bridge/page-state';
import { createClock } from './clock/clock';
import { isMoving, tick } from './clock/tick';
import { registerElements } from './controls/elements';
import { buildPage, type Page } from './controls/page';
import { loadMathFonts } from './math';
import { createStage } from './renderer';
import { Controller } from './state/controller';
import { EngineClient } from './state/engine-client';
import { Exporter } from './state/exporting';
import { whenLoaded } from './state/loaded';
import { initialModel } from './state/model';
import { startReporting } from './state/report';
import { startEngine } from './state/start-engine';
import { createStore } from './state/store';
import type { Timers } from './state/timers';
import { onThemeChange, readTheme } from './theme';

const timers: Timers = {
  set: (callback, milliseconds) => window.setTimeout(callback, milliseconds),
  clear: (timer) => window.clearTimeout(timer),
};

const root = document.querySelector<HTMLElement>('#app')!;
const dist = root.dataset.dist ?? '';
const bridge = connect(window);
const saved = bridge.getState() ?? stateOf(root);
const store = createStore(initialModel(saved, readTheme()));
const engine = new EngineClient(() => startEngine(dist), timers);
const controller = new Controller(store, engine, bridge, saved === null);

const exporter = new Exporter(store, bridge);

let page: Page | null = null;

/** Builds the page with the first message, when the texts are there. */
function ensurePage(): Page {
  if (page) return page;
  registerElements();
  page = buildPage(root, controller, timers);
  void drawWith(page);
  clock.wake();
  return page;
}

async function drawWith({ picture }: Page): Promise<void> {
  try {
    await loadMathFonts(dist);
    picture.setStage(await createStage(picture.host));
    clock.wake();
  } catch (error) {
    controller.failToDraw(error);
  }
}

const clock = createClock(
  { request: (callback) => requestAnimationFrame(callback) },
  {
    moving: () => isMoving(store.get()),
    tick: (seconds) => store.update((model) => tick(model, seconds)),
    draw: () => page?.update(store.get()),
  },
);

function receive(message: HostMessage): void {
  switch (message.type) {
    case 'texts':
      l10n.config({ contents: { ...message.bundle } });
      return;
    case 'snapshot':
      ensurePage();
      void controller.takeSnapshot(message.snapshot);
      return updateStillness();
    case 'command':
      void whenLoaded(store).then(() => controller.run(message.command));
      return;
    case 'gone':
      ensurePage();
      return controller.markGone(message.fileName);
    case 'export':
      void exporter.start(message);
      return;
    case 'cancelExport':
      return exporter.cancel(message.id);
  }
}

function updateStillness(): void {
  const setting = store.get().snapshot?.settings.reducedMotion ?? 'auto';
  const still = wantsStillness(document, setting);
  store.update((model) => (model.still === still ? model : { ...model, still }));
}

store.subscribe(() => clock.wake());
onThemeChange((theme) => store.update((model) => ({ ...model, theme })));
onMotionPreferenceChange(document, updateStillness);
const save = startReporting(store, bridge, timers);
window.addEventListener('pagehide', save);
// Another screen may have another pixel ratio.
window.addEventListener('resize', () => clock.wake());
window.addEventListener('error', (event) => {
  // The browser's notice that a size will be observed a frame later is no failure.
  if (!event.message.startsWith('ResizeObserver loop'))
    controller.fail(event.error ?? event.message);
});
window.addEventListener('unhandledrejection', (event) => controller.fail(event.reason));
bridge.onMessage(receive);
updateStillness();
bridge.post({ type: 'ready' });
