/** What the parts of the page need to suppose a number of the file to be another. */
import type { NumberPath } from "../../protocol/whatIf.js";

/** A number of the file that can be supposed to be another. */
export interface Adjustable {
  readonly path: NumberPath;
  /** The file's own. */
  readonly was: number;
  /** As it is supposed; the file's own where it is not. */
  readonly value: number;
}

/** What a person can do with numbers of parameters. */
export interface WhatIfActions {
  /** What is supposed in place of the number at `path`: what was asked for last, which may be ahead of what is drawn; null where nothing is. */
  adjusted(path: NumberPath): Adjustable | null;
  /** The numbers of one place in the order they were first shown: one that is supposed stays, though its term has become too small to be among them. */
  held(place: string, numbers: ReadonlyMap<string, Adjustable>): readonly Adjustable[];
  /** With null the file's own number again. */
  suppose(number: Adjustable, value: number | null): void;
  apply(): void;
  discard(): void;
}

/** One name for a number, whether or not the indices 0 at its end are left out. */
export function keyOf(path: NumberPath): string {
  let { length } = path;
  while (path[length - 1] === 0) length--;
  return JSON.stringify(path.slice(0, length));
}

/** Where a path leads among the parameters of its layer; null where it leads elsewhere. Indices from 1. */
export function parameterOf(path: NumberPath): { readonly name: string; readonly indices: readonly number[] } | null {
  const [owner, name, ...indices] = path[0] === "layers" ? path.slice(2) : path;
  if (owner !== "parameters" || typeof name !== "string" || indices.length > 2) return null;
  return { name, indices: indices.map((index) => Number(index) + 1) };
}
