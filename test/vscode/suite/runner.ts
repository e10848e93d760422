/** Mocha inside the extension host. Suites import their words from here, so that nothing depends on globals or load order. */
import Mocha from 'mocha';
import { removeFolders } from './helpers';

const runner = new Mocha({ ui: 'tdd', timeout: 60_000, color: false, reporter: 'spec' });
const words: Record<string, unknown> = {};
runner.suite.emit('pre-require', words as unknown as Mocha.MochaGlobals, '', runner);

export const suite = words['suite'] as Mocha.SuiteFunction;
export const test = words['test'] as Mocha.TestFunction;
export const setup = words['setup'] as Mocha.HookFunction;
export const teardown = words['teardown'] as Mocha.HookFunction;

/** Runs every suite that was loaded; fails when a test failed or when there was none. */
export function runAll(): Promise<void> {
  return new Promise((resolve, reject) => {
    const running = runner.run((failures) => {
      removeFolders();
      const { tests = 0 } = running.stats ?? {};
      if (failures > 0) reject(new Error(`${failures} of ${tests} tests failed.`));
      else if (tests === 0) reject(new Error('No test ran.'));
      else resolve();
    });
  });
}
