/** The JSON of `check --json`, described in docs/cli.md and docs/cli.schema.json. Lines and columns count from 1. */

/** Grows when a field changes its meaning or goes away. */
export const REPORT_VERSION = 1;

/** A tensor as nested arrays by its shape; a number for a scalar. NaN and infinities are null in JSON. */
export type Nested = number | readonly Nested[];

export interface Place {
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
  readonly line: number;
}

export interface RunReport {
  readonly loss: number;
  readonly outputs: Nested;
  readonly parameters: Readonly<Record<string, Nested>>;
  readonly gradients: Readonly<Record<string, Nested>>;
}

export interface ModelReport {
  readonly name: string;
  readonly line: number;
  readonly complete: boolean;
  readonly stoppedAt?: { readonly line: number; readonly column: number; readonly reason: string };
  readonly assumptions: readonly string[];
  readonly layers: readonly LayerReport[];
  readonly parameters: number;
  readonly macs: number;
  readonly problems: readonly ProblemReport[];
  readonly run?: RunReport;
}

export interface FileReport {
  /** Present when several files were asked for. */
  readonly file?: string;
  readonly version: typeof REPORT_VERSION;
  readonly models: readonly ModelReport[];
  readonly problems: readonly ProblemReport[];
}
