/** Small typed checks, put together into the shape a message must have before it is believed. */

export type Check<T> = (value: unknown) => value is T;
type Checked<C> = C extends Check<infer T> ? T : never;

export const isText: Check<string> = (value): value is string => typeof value === "string";
export const isNumber: Check<number> = (value): value is number => typeof value === "number";
export const isTruth: Check<boolean> = (value): value is boolean => typeof value === "boolean";

// By tag, not by class: the array may have been made in another frame's realm.
export const isDoubles: Check<Float64Array> = (value): value is Float64Array =>
  Object.prototype.toString.call(value) === "[object Float64Array]";

export const isBytes: Check<Uint8Array> = (value): value is Uint8Array => Object.prototype.toString.call(value) === "[object Uint8Array]";

export const isIndices: Check<Uint32Array> = (value): value is Uint32Array =>
  Object.prototype.toString.call(value) === "[object Uint32Array]";

export function isOneOf<const T extends string>(...allowed: readonly T[]): Check<T> {
  return (value): value is T => allowed.includes(value as T);
}

export function isNullOr<T>(check: Check<T>): Check<T | null> {
  return (value): value is T | null => value === null || check(value);
}

export function isMissingOr<T>(check: Check<T>): Check<T | undefined> {
  return (value): value is T | undefined => value === undefined || check(value);
}

export function isListOf<T>(check: Check<T>): Check<readonly T[]> {
  return (value): value is readonly T[] => Array.isArray(value) && value.every(check);
}

/** Every member that is there passes the check; which members there are is left open. */
export function isRecordOf<T>(check: Check<T>): Check<Readonly<Record<string, T>>> {
  return (value): value is Readonly<Record<string, T>> => isObject(value) && Object.values(value).every(check);
}

/** The members named pass their checks; others are ignored. */
export function isShape<S extends Readonly<Record<string, Check<unknown>>>>(shape: S): Check<{ readonly [K in keyof S]: Checked<S[K]> }> {
  const members = Object.entries(shape);
  return (value): value is { readonly [K in keyof S]: Checked<S[K]> } =>
    isObject(value) && members.every(([name, check]) => check(value[name]));
}

export function isEither<const C extends readonly Check<unknown>[]>(...checks: C): Check<Checked<C[number]>> {
  return (value): value is Checked<C[number]> => checks.some((check) => check(value));
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
