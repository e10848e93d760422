/** The command line as a function: words in, text out, exit code returned. Knows no files and no process. */
import { HELP, parseArguments } from './arguments';
import { checkText, unreadable } from './check';
import { printReport } from './print';
import type { FileReport } from './report';
import { whyUnreadable } from './unreadable';

/** What the command line needs from the machine. */
export interface Machine {
  readonly version: string;
  /** Throws when the file cannot be read. */
  readText(file: string): string;
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
      const { files, json, run } = request;
      const reports = files.map((file) => checkFile(file, run, machine));
      machine.out(json ? jsonText(files, reports) : plainText(files, reports));
      return reports.some(hasErrors) ? 1 : 0;
    }
  }
}

function checkFile(file: string, run: boolean, machine: Machine): FileReport {
  let text: string;
  try {
    text = machine.readText(file);
  } catch (error) {
    return unreadable(whyUnreadable(error));
  }
  return checkText(text, file, run);
}

/** One file gives its report; several give a list of reports that name their files. */
function jsonText(files: readonly string[], reports: readonly FileReport[]): string {
  const named = reports.map((report, i) => ({ file: files[i]!, ...report }));
  return `${JSON.stringify(reports.length === 1 ? reports[0] : named)}\n`;
}

function plainText(files: readonly string[], reports: readonly FileReport[]): string {
  return reports.map((report, i) => printReport(files[i]!, report)).join('\n');
}

function hasErrors({ problems }: FileReport): boolean {
  return problems.some(({ severity }) => severity === 'error');
}
