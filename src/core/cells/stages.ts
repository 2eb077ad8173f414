/** What a step is made of: matrix operations, which can be interrupted between rows, and elementwise work, which is short. */
import { addOuterInto, addProductInto, addTransposedProductInto } from "../linear.js";
import type { Parameter, Parameters } from "../model.js";

/**
 * product: rows += matrix · cols; transposed: cols += matrixᵀ · rows; outer: matrix += rows · colsᵀ.
 * The matrix is rows.length × cols.length, row by row.
 */
export interface MatrixStage {
  readonly kind: "product" | "transposed" | "outer";
  readonly matrix: Float64Array;
  readonly rows: Float64Array;
  readonly cols: Float64Array;
}

/** What a step does next. */
export type Stage = MatrixStage | (() => void);

const operations = {
  product: ({ matrix, rows, cols }: MatrixStage, from: number, to: number) => addProductInto(rows, matrix, cols, from, to),
  transposed: ({ matrix, rows, cols }: MatrixStage, from: number, to: number) => addTransposedProductInto(cols, matrix, rows, from, to),
  outer: ({ matrix, rows, cols }: MatrixStage, from: number, to: number) => addOuterInto(matrix, rows, cols, from, to),
};

/** Rows `from` ≤ r < `to` of a matrix stage. */
export function runRows(stage: MatrixStage, from: number, to: number): void {
  operations[stage.kind](stage, from, to);
}

/** Runs stages in order and at one go. */
export function runStages(stages: readonly Stage[]): void {
  for (const stage of stages) {
    if (typeof stage === "function") stage();
    else runRows(stage, 0, stage.rows.length);
  }
}

/** Multiplications in the matrix stages. */
export function workOf(stages: readonly Stage[]): number {
  return stages.reduce((work, stage) => work + (typeof stage === "function" ? 0 : stage.matrix.length), 0);
}

/** The stages that make z = b + W x [+ U h], leaving out what the layer has no parameter for. `gate` is what follows W, U and b in their names. */
export function affineStages(
  parameters: Parameters,
  gate: string,
  z: Float64Array,
  x: Float64Array,
  h: Float64Array | null,
): readonly Stage[] {
  return [
    startStage(parameters.get(`b${gate}`), z),
    ...productStages(parameters.get(`W${gate}`), z, x),
    ...(h === null ? [] : productStages(parameters.get(`U${gate}`), z, h)),
  ];
}

/** The stage out = bias, or 0 where there is none. */
export function startStage(bias: Parameter | undefined, out: Float64Array): Stage {
  if (bias === undefined) return () => out.fill(0);
  const { values } = bias;
  return () => out.set(values);
}

/** The stage rows += parameter · cols; none where the layer has no such parameter. */
export function productStages(parameter: Parameter | undefined, rows: Float64Array, cols: Float64Array): readonly Stage[] {
  return parameter === undefined || cols.length === 0 ? [] : [{ kind: "product", matrix: parameter.values, rows, cols }];
}

/** The stage cols += parameterᵀ · rows; none where the layer has no such parameter. */
export function transposedStages(parameter: Parameter | undefined, rows: Float64Array, cols: Float64Array): readonly Stage[] {
  return parameter === undefined || cols.length === 0 ? [] : [{ kind: "transposed", matrix: parameter.values, rows, cols }];
}

/** The stage out += parameter ⊙ v; none where the layer has no such parameter. */
export function elementwiseStages(parameter: Parameter | undefined, v: Float64Array, out: Float64Array): readonly Stage[] {
  if (parameter === undefined) return [];
  const { values } = parameter;
  const stage = () => {
    for (let k = 0; k < out.length; k++) out[k] += values[k] * v[k];
  };
  return [stage];
}
