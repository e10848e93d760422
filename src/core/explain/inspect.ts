/** Everything about one number: what it is called, what it is, how it came about, what its gradient is and why. */
import type { DType, ModelGraph } from '../model/graph';
import type { SourceRange } from '../model/range';
import type { Program, TensorId } from '../autodiff/program';
import type { ElementRef, Trace } from '../autodiff/trace';
import { sampleOfElement } from '../timeline';
import { isComputed } from './computed';
import { contextOf } from './context';
import { formulaOfElement, numericTex, spoken, type Formula } from './formulas';
import { elementName, kindOf } from './names';
import { sampleOf, type ExplainRequest } from './request';
import { symbolsOf } from './symbols';

/** What is known about one element of a tensor. Formulas are TeX; null where nothing computes the number. */
export interface Inspection {
  /** TeX of its letter, such as `w_{12}^{(2)}`. */
  readonly letter: string;
  /** As PyTorch code would name it, such as `out.weight[0,1]`. */
  readonly name: string;
  /** What kind of number it is, in words. */
  readonly kind: string;
  readonly value: number;
  /** Precision of the numbers; see `exactNumber`. */
  readonly dtype: DType;
  /** True when the value is already there at this time. */
  readonly computed: boolean;
  /** ∂E/∂ of it, for the whole batch as computed; null where there is none. */
  readonly gradient: number | null;
  readonly gradientComputed: boolean;
  /** The parameter's next value; null for everything else. */
  readonly afterUpdate: number | null;
  readonly updateComputed: boolean;
  readonly symbolic: string | null;
  readonly numeric: string | null;
  readonly gradientSymbolic: string | null;
  readonly gradientNumeric: string | null;
  readonly updateSymbolic: string | null;
  readonly updateNumeric: string | null;
  /** All formulas in words, for screen readers. */
  readonly spoken: string;
  /** The text that defines it. */
  readonly range: SourceRange | null;
}

/** Looks closely at one element. */
export function inspect(request: ExplainRequest, element: ElementRef): Inspection {
  const { graph, trace } = request;
  const { program } = trace;
  const { tensor, index } = element;
  const own = formulaFor(request, element);
  const gradient = sibling(program.gradientOf[tensor], index);
  const gradientFormula = gradient && formulaFor(request, gradient);
  const update = sibling(program.updatedOf[tensor], index);
  const updateFormula = update && formulaFor(request, update);
  const formulas = [own, gradientFormula, updateFormula].filter((f) => f !== null);
  return {
    letter: symbolsOf(graph, program).element(tensor, index).tex,
    name: elementName(graph, program, element),
    kind: kindOf(program, tensor),
    value: valueOf(trace, element),
    dtype: program.dtype,
    computed: isComputed(request, element),
    gradient: gradient && valueOf(trace, gradient),
    gradientComputed: gradient !== null && isComputed(request, gradient),
    afterUpdate: update && valueOf(trace, update),
    updateComputed: update !== null && isComputed(request, update),
    symbolic: own?.symbolic.tex ?? null,
    numeric: own && numericTex(own),
    gradientSymbolic: gradientFormula?.symbolic.tex ?? null,
    gradientNumeric: gradientFormula && numericTex(gradientFormula),
    updateSymbolic: updateFormula?.symbolic.tex ?? null,
    updateNumeric: updateFormula && numericTex(updateFormula),
    spoken: formulas.map(spoken).join(' '),
    range: rangeOf(graph, program, tensor),
  };
}

function sibling(tensor: TensorId | null | undefined, index: number): ElementRef | null {
  return typeof tensor === 'number' ? { tensor, index } : null;
}

function valueOf(trace: Trace, { tensor, index }: ElementRef): number {
  return trace.values[tensor]![index]!;
}

/** The element's own formula; null for what was there from the start. */
function formulaFor(request: ExplainRequest, element: ElementRef): Formula | null {
  const { graph, trace } = request;
  const { program } = trace;
  const op = program.ops[program.tensors[element.tensor]!.birth];
  if (!op) return null;
  return formulaOfElement(contextOf(graph, trace, op, sampleWith(request, element)), element.index);
}

/** The sample that the element belongs to; the shown one for elements that belong to none. */
function sampleWith(request: ExplainRequest, { tensor, index }: ElementRef): number {
  return sampleOfElement(request.trace.program, tensor, index) ?? sampleOf(request);
}

function rangeOf(graph: ModelGraph, program: Program, tensor: TensorId): SourceRange | null {
  const info = program.tensors[tensor]!;
  if (info.of !== null) return rangeOf(graph, program, info.of);
  if (info.role === 'error' || info.role === 'loss') return graph.loss.range;
  const node = graph.nodes.find((n) => n.id === info.nodeId);
  const parameter = node?.parameters.find((p) => p.name === info.name);
  return parameter?.range ?? node?.range ?? null;
}
