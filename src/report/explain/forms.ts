/** The ways a number stands as a factor: by itself, as (1 − f), as (h − y), inside a function, or as a divisor. */
import type { Ref } from "./origin.js";

/** Written `open` value [− less] `close`. */
export interface Form {
  readonly open: string;
  readonly close: string;
  /** What the whole is worth as a factor. */
  readonly factor: number;
  readonly less?: Ref;
  /** Stands behind a / rather than a ·. */
  readonly divides?: boolean;
}

/** (1 − f) */
export function complementOf(ref: Ref): Ref {
  return { ...ref, as: { open: "(1 − ", close: ")", factor: 1 - ref.value } };
}

/** (1 − h²), the slope of tanh where it is h. */
export function squareComplementOf(ref: Ref): Ref {
  return { ...ref, as: { open: "(1 − ", close: "²)", factor: 1 - ref.value * ref.value } };
}

/** (h − y) */
export function differenceOf(ref: Ref, less: Ref): Ref {
  return { ...ref, as: { open: "(", close: ")", factor: ref.value - less.value, less } };
}

/** sign(h − y) */
export function signOf(ref: Ref, less: Ref): Ref {
  return { ...ref, as: { open: "sign(", close: ")", factor: Math.sign(ref.value - less.value), less } };
}

/** `open` value `close`, worth `factor`: tanh(0.2261). */
export function within(ref: Ref, open: string, close: string, factor: number): Ref {
  return { ...ref, as: { open, close, factor } };
}

/** The same number behind a division. */
export function divisorOf(ref: Ref): Ref {
  const { as: form } = ref;
  return { ...ref, as: { open: form?.open ?? "", close: form?.close ?? "", factor: 1 / (form?.factor ?? ref.value), divides: true } };
}

/** A number of the equation itself. */
export function constant(value: number): Ref {
  return { value, hue: "ink", origin: { kind: "constant" } };
}

/** A number that is worked out on the way and has no explanation of its own. */
export function computed(value: number): Ref {
  return { value, hue: "ink", origin: { kind: "computed" } };
}
