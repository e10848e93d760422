/** Checks gradients against finite differences of the loss: the one proof that needs no backward rule. */
import type { Program, TensorId } from './program';
import { Workspace } from './run';
import type { Trace } from './trace';
import type { Values } from './values';

/** The outcome for one tensor. */
export interface GradientCheck {
  /** A parameter or the input. */
  readonly tensor: TensorId;
  readonly name: string;
  /** How many of its elements were checked. */
  readonly checked: number;
  /**
   * Largest difference between gradient and finite difference, relative to the largest gradient of the tensor. Gradients so small
   * that rounding of E hides them are measured against a fixed share of E instead. NaN when numbers are not finite.
   */
  readonly largestError: number;
}

/** Elements of one tensor that are checked at most, evenly spread. */
const MOST_ELEMENTS = 32;
/** Step sizes that are tried, relative to the element. */
const STEPS = [1e-3, 1e-4, 1e-5, 1e-6];
/** What E is rounded by, relative to it, with some care for a long computation. */
const ROUNDING = 16 * Number.EPSILON;
/** Gradients below this share of E are too close to the rounding of E to be compared with themselves. */
const LEAST_SHARE = 1e-4;

/**
 * Checks the gradients of a trace by central differences: of every parameter, and of the input unless it is of whole numbers. The
 * differences are taken in double precision, with the same data, parameters and random numbers.
 */
export function checkGradients(trace: Trace): GradientCheck[] {
  const { program } = trace;
  const workspace = new Workspace({ ...program, dtype: 'float64', random: [] });
  for (const { id, birth } of program.tensors) {
    if (birth < 0) workspace.values[id]!.set(trace.values[id]!);
  }
  workspace.run();
  const least = LEAST_SHARE * Math.abs(workspace.loss);
  const real = program.tensors[program.input]!.integer ? [] : [program.input];
  return [...program.parameters, ...real].map((tensor) =>
    checkTensor(program, workspace, tensor, gradientOf(trace, tensor), least),
  );
}

/** The gradient; zeros where the loss does not depend on the tensor. */
function gradientOf({ program, values }: Trace, tensor: TensorId): Values {
  const gradient = program.gradientOf[tensor];
  return typeof gradient === 'number'
    ? values[gradient]!
    : new Float64Array(values[tensor]!.length);
}

function checkTensor(
  program: Program,
  workspace: Workspace,
  tensor: TensorId,
  gradient: Values,
  least: number,
): GradientCheck {
  const checked = Math.min(gradient.length, MOST_ELEMENTS);
  let largest = least;
  let difference = 0;
  for (let i = 0; i < checked; i++) {
    const index = Math.floor((i * gradient.length) / checked);
    const estimate = slopeOfLoss(program, workspace, tensor, index);
    largest = Math.max(largest, Math.abs(gradient[index]!), Math.abs(estimate));
    difference = Math.max(difference, Math.abs(gradient[index]! - estimate));
  }
  const { name } = program.tensors[tensor]!;
  return { tensor, name, checked, largestError: difference === 0 ? 0 : difference / largest };
}

/**
 * ∂E/∂w by central differences D(h) = (E(w + h) − E(w − h)) / 2h, improved by Richardson's rule R(h) = (4 D(h) − D(2h)) / 3.
 * Doubtful is what differs between R(h) and R(2h), much of it across a kink, and the rounding of E, which grows as h shrinks;
 * the least doubtful of several h counts.
 */
function slopeOfLoss(
  program: Program,
  workspace: Workspace,
  tensor: TensorId,
  index: number,
): number {
  const values = workspace.values[tensor]!;
  const middle = values[index]!;
  const lossAt = (w: number): number => {
    values[index] = w;
    workspace.run(program.tensors[program.loss]!.birth + 1);
    return workspace.loss;
  };
  const difference = (h: number): number => (lossAt(middle + h) - lossAt(middle - h)) / (2 * h);
  let best = { slope: NaN, doubt: Infinity };
  for (const size of STEPS) {
    const h = size * Math.max(1, Math.abs(middle));
    const [near, wide, widest] = [difference(h), difference(2 * h), difference(4 * h)];
    const slope = (4 * near - wide) / 3;
    const spread = Math.abs(slope - (4 * wide - widest) / 3);
    const noise = (ROUNDING * Math.abs(workspace.loss)) / h;
    if (spread + noise < best.doubt) best = { slope, doubt: spread + noise };
    if (spread <= noise) break;
  }
  values[index] = middle;
  return best.slope;
}
