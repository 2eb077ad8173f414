/** Checks the analytic gradient of every parameter against central differences of the loss. */
import { backward } from "./backward.js";
import { forward } from "./forward.js";
import type { Model } from "./model.js";
import { type ShouldYield, type Sliced, within } from "./slices.js";

/** One entry of a parameter; `row` and `col` count from 1 (`col` is 1 in a vector). */
export interface EntryCheck {
  readonly row: number;
  readonly col: number;
  readonly analytic: number;
  readonly numeric: number;
}

/** An entry at which the loss has a kink or a jump, so that there is no derivative to compare with. */
export interface Kink extends EntryCheck {
  /** Slopes of the loss just below and just above. */
  readonly left: number;
  readonly right: number;
}

/** What is known of an entry before its place. */
type Slopes = Pick<EntryCheck, "analytic" | "numeric"> | Pick<Kink, "analytic" | "numeric" | "left" | "right">;

export interface ParameterCheck {
  /** Counts from 1. */
  readonly layer: number;
  readonly name: string;
  /** Entries compared, kinks included, of `total`: all, or evenly spread ones where there are more than asked for. */
  readonly checked: number;
  readonly total: number;
  /** ‖a−n‖ / (‖a‖+‖n‖+1e-8) over the entries without a kink; NaN where the loss is not finite. */
  readonly error: number;
  /** Differences of this size are what the rounding of the loss alone can make. */
  readonly resolution: number;
  /** Whether `error` is at most 1e-6, or no entry differs by more than `resolution`. */
  readonly isRight: boolean;
  /** Up to five entries that differ most, worst first. */
  readonly worst: readonly EntryCheck[];
  readonly kinks: readonly Kink[];
}

export interface GradientCheck {
  /** In the order of the file. */
  readonly parameters: readonly ParameterCheck[];
  readonly isRight: boolean;
}

/** Above this error a gradient is wrong. */
export const errorBound = 1e-6;

/** Steps of the differences, relative to the entry where it is above 1: the first that agrees is taken, else the one that differs least. */
const steps = [1e-3, 1e-4, 1e-5, 1e-2, 1e-6, 1e-7];

/**
 * Compares each parameter of a model that has a loss. The differences are of fourth order:
 * (8(L(w+h) − L(w−h)) − (L(w+2h) − L(w−2h))) / 12h. Progress counts entries.
 */
export function* gradientCheck(model: Model, shouldYield: ShouldYield, mostEntries = 256): Sliced<GradientCheck> {
  const probe = yield* within(Probe.over(model, shouldYield), () => ({ done: 0, total: 1 }));
  const sizes = model.layers.flatMap(({ parameters }) =>
    [...parameters.values()].map(({ values }) => Math.min(values.length, mostEntries)),
  );
  const total = sizes.reduce((sum, size) => sum + size, 0);
  const checks: ParameterCheck[] = [];
  let done = 0;
  for (const [index, { parameters }] of probe.model.layers.entries()) {
    for (const [name, { values, cols }] of parameters) {
      const entries: (EntryCheck | Kink)[] = [];
      const count = Math.min(values.length, mostEntries);
      for (let n = 0; n < count; n++) {
        const at = Math.floor((n * values.length) / count);
        const analytic = probe.gradients[index].get(name)?.[at] ?? 0;
        const place = { row: Math.floor(at / cols) + 1, col: (at % cols) + 1 };
        const start = done;
        entries.push({ ...place, ...(yield* within(probe.compare(values, at, analytic), () => ({ done: start, total }))) });
        done++;
      }
      checks.push(summary(index + 1, name, values.length, entries, probe.resolution));
    }
  }
  return { parameters: checks, isRight: checks.every(({ isRight }) => isRight) };
}

function summary(layer: number, name: string, total: number, entries: readonly (EntryCheck | Kink)[], resolution: number): ParameterCheck {
  const kinks = entries.filter((entry): entry is Kink => "left" in entry);
  const smooth = entries.filter((entry) => !("left" in entry));
  const size = (of: (entry: EntryCheck) => number) => Math.sqrt(smooth.reduce((sum, entry) => sum + of(entry) ** 2, 0));
  const apart = ({ analytic, numeric }: EntryCheck) => Math.abs(analytic - numeric);
  const error = size(apart) / (size(({ analytic }) => analytic) + size(({ numeric }) => numeric) + 1e-8);
  const isRight = error <= errorBound || smooth.every((entry) => apart(entry) <= resolution);
  const worst = [...smooth].sort((a, b) => apart(b) - apart(a)).slice(0, 5);
  return { layer, name, checked: entries.length, total, error, resolution, isRight, worst, kinks };
}

/** The loss as a function of one entry, the others held. */
class Probe {
  private constructor(
    /** A copy whose entries can be moved. */
    readonly model: Model,
    readonly gradients: readonly ReadonlyMap<string, Float64Array>[],
    private readonly loss: number,
    private readonly shouldYield: ShouldYield,
  ) {}

  static *over(original: Model, shouldYield: ShouldYield): Sliced<Probe> {
    const model = withOwnParameters(original);
    const trace = yield* forward(model, shouldYield);
    const { layers } = yield* backward(trace, shouldYield);
    const gradients = layers.map(({ parameters }) => parameters);
    return new Probe(model, gradients, trace.loss?.total ?? Number.NaN, shouldYield);
  }

  /** What some ulps of the loss make of a difference at the first step. */
  get resolution(): number {
    return (16 * Number.EPSILON * Math.abs(this.loss)) / steps[0];
  }

  *compare(values: Float64Array, at: number, analytic: number): Sliced<Slopes> {
    const bound = (numeric: number) => 1e-7 * (Math.abs(analytic) + Math.abs(numeric)) + this.resolution;
    const scale = Math.max(1, Math.abs(values[at]));
    let numeric = Number.NaN;
    for (const step of steps) {
      const next = yield* this.central(values, at, step * scale);
      if (Number.isNaN(numeric) || Math.abs(next - analytic) < Math.abs(numeric - analytic)) numeric = next;
      if (Math.abs(numeric - analytic) <= bound(numeric)) return { analytic, numeric };
    }
    const [left, right] = yield* this.slopes(values, at, 1e-4 * scale);
    const least = 1e3 * this.resolution;
    const isApart = areApart(left, right, least);
    // A smooth loss that only turns fast has one slope again nearby; where the gap is too small to be seen there, it counts as a kink.
    const isKink =
      isApart && (Math.abs(right - left) <= 10 * least || areApart(...(yield* this.slopes(values, at, 1e-6 * scale)), 10 * least));
    return isKink ? { analytic, numeric, left, right } : { analytic, numeric };
  }

  /** Slopes below and above. */
  private *slopes(values: Float64Array, at: number, step: number): Sliced<readonly [number, number]> {
    return [yield* this.oneSided(values, at, -step), yield* this.oneSided(values, at, step)];
  }

  private *central(values: Float64Array, at: number, step: number): Sliced<number> {
    const near = (yield* this.moved(values, at, step)) - (yield* this.moved(values, at, -step));
    const far = (yield* this.moved(values, at, 2 * step)) - (yield* this.moved(values, at, -2 * step));
    return (8 * near - far) / (12 * step);
  }

  private *oneSided(values: Float64Array, at: number, step: number): Sliced<number> {
    const near = yield* this.moved(values, at, step);
    const far = yield* this.moved(values, at, 2 * step);
    return (4 * near - far - 3 * this.loss) / (2 * step);
  }

  /** The loss with one entry moved by `step`. */
  private *moved(values: Float64Array, at: number, step: number): Sliced<number> {
    const kept = values[at];
    values[at] = kept + step;
    try {
      const trace = yield* forward(this.model, this.shouldYield);
      return trace.loss?.total ?? Number.NaN;
    } finally {
      values[at] = kept;
    }
  }
}

/** Whether two slopes differ by more than a thousandth and by more than `least`. */
function areApart(left: number, right: number, least: number): boolean {
  return Math.abs(right - left) > 1e-3 * (Math.abs(right) + Math.abs(left)) + least;
}

function withOwnParameters(model: Model): Model {
  const layers = model.layers.map((layer) => {
    const parameters = new Map(
      [...layer.parameters].map(([name, parameter]) => [name, { ...parameter, values: parameter.values.slice() }]),
    );
    return { ...layer, parameters };
  });
  return { ...model, layers };
}
