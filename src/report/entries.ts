/** The entries of a model's parameters one by one, as rows of tables. */
import type { Model, Parameters } from "../core/model.js";

/** One number of a parameter; all but `at` count from 1. */
export interface Entry {
  readonly layer: number;
  readonly parameter: string;
  readonly row: number;
  /** 1 in a vector. */
  readonly column: number;
  /** `W_f[1,2]`, `b_f[1]`; in a stack `layer2.W_f[1,2]`. */
  readonly label: string;
  /** Index into the parameter's values. */
  readonly at: number;
}

/** The parameters of each layer; a problem that gives its gradients has one. */
export function parametersOf({ given, layers }: Model): readonly Parameters[] {
  return given ? [given.parameters] : layers.map(({ parameters }) => parameters);
}

/** The label of an entry; row and column count from 1. */
export function labelOf(parameter: string, isVector: boolean, row: number, column: number): string {
  return `${parameter}[${isVector ? row : `${row},${column}`}]`;
}

/** Every entry, layer by layer, in the file's order. */
export function* entriesOf(model: Model): Generator<Entry, void, void> {
  const all = parametersOf(model);
  for (const [index, parameters] of all.entries()) {
    const prefix = all.length > 1 ? `layer${index + 1}.` : "";
    for (const { name, isVector, cols, values } of parameters.values()) {
      for (let at = 0; at < values.length; at++) {
        const row = Math.floor(at / cols) + 1;
        const column = (at % cols) + 1;
        yield { layer: index + 1, parameter: name, row, column, label: labelOf(prefix + name, isVector, row, column), at };
      }
    }
  }
}
