/** Evaluates Python for the tests of the library. */
import { runPython } from '../../../../support/python';

/** `repr()` of an expression, after some statements that raise nothing. */
export function evaluate(statements: string, expression: string): string {
  const run = runPython(`${statements}\nresult = ${expression}\n`);
  const failures = run.failures.join('; ');
  return failures === '' ? run.repr('result') : failures;
}
