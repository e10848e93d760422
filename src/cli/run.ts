/** The command line as a function: words in, text out, exit code returned. Knows no files and no process. */
import { HELP, parseArguments } from './arguments';
import { checkText, unreadable, type Asked } from './check';
import { printReport } from './print';
import type { FileReport } from './report';
import { whyUnreadable } from './unreadable';

/** What the command line needs from the machine. */
export interface Machine {
  readonly version: string;
  /** Throws when the file cannot be read. */
  readText(file: string): string;
  /** A clock in milliseconds. */
  now(): number;
  out(text: string): void;
  error(text: string): void;
}

/** Runs the command line and returns the exit code. */
export function runCli(words: readonly string[], machine: Machine): number {
  const request = parseArguments(words);
  switch (request.kind) {
    case 'help':
      machine.out(HELP);
      return 0;
    case 'version':
      machine.out(`${machine.version}\n`);
      return 0;
    case 'usage':
      machine.error(`visualize-backprop: ${request.message}\n\n${HELP}`);
      return 2;
    case 'check': {
      const { files, json, run, gradients, force } = request;
      const asked = { run, gradients, force, now: () => machine.now() };
      const reports = files.map((file) => checkFile(file, asked, machine));
      machine.out(json ? jsonText(files, reports) : plainText(files, reports));
      return reports.some(failed) ? 1 : 0;
    }
  }
}

function checkFile(file: string, asked: Asked, machine: Machine): FileReport {
  let text: string;
  try {
    text = machine.readText(file);
  } catch (error) {
    return unreadable(whyUnreadable(error));
  }
  return checkText(text, file, asked, (other) => machine.readText(other));
}

/** One file gives its report; several give a list of reports that name their files. */
function jsonText(files: readonly string[], reports: readonly FileReport[]): string {
  const named = reports.map((report, i) => ({ file: files[i]!, ...report }));
  return `${JSON.stringify(reports.length === 1 ? reports[0] : named)}\n`;
}

function plainText(files: readonly string[], reports: readonly FileReport[]): string {
  return reports.map((report, i) => printReport(files[i]!, report)).join('\n');
}

function failed({ problems, models }: FileReport): boolean {
  return (
    problems.some(({ severity }) => severity === 'error') ||
    models.some(
      ({ refused, gradientCheck }) =>
        refused !== undefined || gradientCheck?.checks.some(({ verdict }) => verdict !== 'ok'),
    )
  );
}
