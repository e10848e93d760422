/** The JSON of `check --json`, described in docs/cli.md and docs/cli.schema.json. Lines and columns count from 1. */

/** Grows when a field changes its meaning or goes away. */
export const REPORT_VERSION = 1;

/** A tensor as nested arrays by its shape; a number for a scalar. NaN and infinities are null in JSON. */
export type Nested = number | readonly Nested[];

export interface Place {
  /** Another file than the one that was asked for, or a notebook's cell (`cell 3`). */
  readonly file?: string;
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
}

export interface ProblemReport extends Place {
  readonly severity: 'error' | 'warning' | 'information';
  readonly code: string;
  readonly message: string;
  readonly fixes: readonly {
    readonly title: string;
    readonly edits: readonly (Place & { readonly newText: string })[];
  }[];
}

export interface LayerReport {
  readonly name: string;
  readonly type: string;
  readonly inputShape: readonly number[];
  readonly outputShape: readonly number[];
  readonly parameters: number;
  readonly macs: number;
  readonly activationBytes: number;
  readonly file?: string;
  readonly line: number;
}

export interface RunReport {
  readonly loss: number;
  readonly outputs: Nested;
  readonly parameters: Readonly<Record<string, Nested>>;
  readonly gradients: Readonly<Record<string, Nested>>;
}

/** What one training step is expected to take; see docs/cli.md. */
export interface CostReport {
  readonly macs: number;
  readonly bytes: number;
  /** Only where a run was asked for, since it takes a measurement. */
  readonly seconds?: number;
}

export interface GradientReport {
  readonly name: string;
  readonly checked: number;
  readonly elements: number;
  /** Null in JSON where numbers are not finite. */
  readonly largestError: number;
  readonly verdict: 'ok' | 'suspicious' | 'not finite';
}

export interface GradientsReport {
  readonly dtype: 'float32' | 'float64';
  readonly tolerance: number;
  readonly checks: readonly GradientReport[];
}

export interface ModelReport {
  readonly name: string;
  readonly file?: string;
  readonly line: number;
  readonly complete: boolean;
  readonly stoppedAt?: {
    readonly file?: string;
    readonly line: number;
    readonly column: number;
    readonly reason: string;
  };
  /** How a model that is given by code is made and fed. */
  readonly invocation?: string;
  readonly assumptions: readonly string[];
  readonly layers: readonly LayerReport[];
  readonly parameters: number;
  readonly macs: number;
  readonly activationBytes: number;
  readonly problems: readonly ProblemReport[];
  /** Of a complete model. */
  readonly step?: CostReport;
  /** Why a run that was asked for was not done. */
  readonly refused?: string;
  readonly run?: RunReport;
  readonly gradientCheck?: GradientsReport;
}

export interface FileReport {
  /** Present when several files were asked for. */
  readonly file?: string;
  readonly version: typeof REPORT_VERSION;
  readonly models: readonly ModelReport[];
  readonly problems: readonly ProblemReport[];
}
