/** Reads the command line. */

/** What is asked for; `usage` says what is wrong with the words. */
export type Request =
  | {
      readonly kind: 'check';
      readonly files: readonly string[];
      readonly json: boolean;
      readonly run: boolean;
      /** Check the gradients of the run. */
      readonly gradients: boolean;
      /** Run also what takes long. */
      readonly force: boolean;
    }
  | { readonly kind: 'help' }
  | { readonly kind: 'version' }
  | { readonly kind: 'usage'; readonly message: string };

export const HELP = `Visualize Backprop: checks model files.

Usage: visualize-backprop check FILE… [--run] [--gradients] [--force] [--json]

  check FILE…  reads model files (.backprop.yaml, .json, .py, .ipynb): lists the
               layers of each model (shape, parameters, multiply-adds,
               activation bytes) and the problems of each file
  --run        also runs one training step: loss and the norm of every gradient
  --gradients  runs it and compares every gradient with finite differences
  --force      runs also a step that takes more than 5 s or 1024 MB
  --json       prints JSON instead of tables; with --run all numbers in full
  --help       prints this text
  --version    prints the version

Exit code: 0 without errors, 1 when a file has errors or cannot be read, when a
run was refused or when a gradient looks wrong, 2 when the command line is wrong.
`;

const OPTIONS = ['--run', '--gradients', '--force', '--json'];

/** Reads the words after the program's name. Words after \`--\` are files. */
export function parseArguments(words: readonly string[]): Request {
  const end = words.indexOf('--');
  const before = end < 0 ? words : words.slice(0, end);
  const after = end < 0 ? [] : words.slice(end + 1);
  const options = before.filter((word) => word.startsWith('-') && word !== '-');
  if (options.some((word) => word === '--help' || word === '-h')) return { kind: 'help' };
  if (options.includes('--version')) return { kind: 'version' };
  const [command, ...files] = [
    ...before.filter((word) => !word.startsWith('-') || word === '-'),
    ...after,
  ];
  if (command === undefined) return usage('A command is missing.');
  if (command !== 'check') return usage(`"${command}" is not a command.`);
  const unknown = options.find((word) => !OPTIONS.includes(word));
  if (unknown !== undefined) return usage(`"${unknown}" is not an option.`);
  if (files.length === 0) return usage('No file is named.');
  return {
    kind: 'check',
    files,
    json: options.includes('--json'),
    run: options.includes('--run') || options.includes('--gradients'),
    gradients: options.includes('--gradients'),
    force: options.includes('--force'),
  };
}

function usage(message: string): Request {
  return { kind: 'usage', message };
}
