/** Compares a tensor with PyTorch's, and says where they part. */
import assert from "node:assert/strict";
import type { GoldenTensor } from "./goldenCase.js";

/** How far two tensors may lie apart: by `relative` of the largest entry PyTorch has, and where given by no more than `absolute`. */
export interface Tolerance {
  readonly absolute?: number;
  readonly relative: number;
}

/** Fails with the tensor's name, the index (from 1) and the size of the worst difference. */
export function assertClose(
  name: string,
  actual: ArrayLike<number>,
  expected: GoldenTensor | undefined,
  { absolute = Number.POSITIVE_INFINITY, relative }: Tolerance,
): void {
  assert.ok(expected, `PyTorch's file has no ${name}`);
  const { values, shape } = expected;
  assert.equal(actual.length, values.length, `${name} has ${actual.length} numbers, PyTorch's is ${shape.join("×")}`);
  const allowed = Math.min(absolute, relative * largest(values));
  let worst = -1;
  let distance = 0;
  for (let k = 0; k < values.length; k++) {
    const apart = Math.abs(actual[k] - values[k]);
    // Written so that NaN counts as apart.
    if (!(apart <= allowed) && !(apart <= distance)) [worst, distance] = [k, apart];
  }
  if (worst < 0) return;
  assert.fail(`${name}[${indexOf(worst, shape)}] is ${actual[worst]}, PyTorch has ${values[worst]}: ${distance} apart, ${allowed} allowed`);
}

function largest(values: Float64Array): number {
  return values.reduce((most, value) => Math.max(most, Math.abs(value)), Number.MIN_VALUE);
}

function indexOf(flat: number, shape: readonly number[]): string {
  const width = shape.length > 1 ? shape[shape.length - 1] : 1;
  return shape.length > 1 ? `${Math.floor(flat / width) + 1}, ${(flat % width) + 1}` : `${flat + 1}`;
}
