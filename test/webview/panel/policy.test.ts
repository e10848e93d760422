/** The page's policy: workers may compile WebAssembly, and text cannot be run as code. */
import { afterAll, afterEach, expect, it } from 'vitest';
import { closeBrowser } from '../../support/browser';
import { openPanel, type Panel } from './support';

let panel: Panel;

afterEach(() => panel.close());
afterAll(closeBrowser);

/** Runs a script in a worker that is made from a blob, as the engine is, and gives what it posts. */
function inWorker(script: string): Promise<unknown> {
  return panel.page.evaluate(async (text) => {
    const url = URL.createObjectURL(new Blob([text], { type: 'text/javascript' }));
    const worker = new Worker(url);
    return new Promise((resolve) => {
      worker.addEventListener('message', ({ data }) => resolve(data));
      worker.addEventListener('error', ({ message }) => resolve(message));
    });
  }, script);
}

it('lets a worker from a blob compile and run WebAssembly', async () => {
  panel = await openPanel();
  // (module (func (export "f") (result i32) i32.const 42))
  const bytes = '0,97,115,109,1,0,0,0,1,5,1,96,0,1,127,3,2,1,0,7,5,1,1,102,0,0,10,6,1,4,0,65,42,11';
  const answer = await inWorker(
    `const module = new WebAssembly.Module(new Uint8Array([${bytes}]));
     postMessage(new WebAssembly.Instance(module).exports.f());`,
  );
  expect(answer).toBe(42);
  expect(await panel.violations()).toEqual([]);
});

it('does not let it run text as code', async () => {
  panel = await openPanel();
  expect(
    await inWorker(
      `try { postMessage(eval('1 + 1')); } catch (error) { postMessage(error.name); }`,
    ),
  ).toBe('EvalError');
});
