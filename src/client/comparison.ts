/** One trace compared with another: follows both, and compares anew whenever either has changed. */
import { withState } from "../core/adam.js";
import { forward } from "../core/forward.js";
import type { ShouldYield, Sliced } from "../core/slices.js";
import type { Trace } from "../core/trace.js";
import type { ComparisonFault, ComparisonShape } from "../protocol/comparison.js";
import type { TraceShape } from "../protocol/panel.js";
import { nothingHidden } from "../report/answers/hiding.js";
import { type Comparison as Compared, compareTraces } from "../report/compare/compare.js";
import { exact } from "../report/format.js";
import { ranges } from "../report/summary.js";
import { noUpdates } from "./cursor.js";
import type { Traced, TraceSession } from "./session.js";
import { shapeOf } from "./shape.js";
import { Signal } from "./signal.js";
import { type Clock, inSlices, unwanted } from "./slicer.js";

/** What a trace is compared with: that of another file, or that of its own file after so many updates. */
export type Counterpart =
  | { readonly kind: "file"; readonly session: TraceSession; readonly name: string }
  | { readonly kind: "update"; readonly update: number; readonly name: string };

/** A comparison as it is shown, with the other trace. */
export interface ShownComparison {
  readonly shape: ComparisonShape;
  /** Null where there is none. */
  readonly trace: Trace | null;
}

/** The other trace with what the page is told of it. */
interface Other {
  readonly trace: Trace;
  readonly shape: TraceShape;
}

/** What a comparison is made of: the same pair is not compared again. */
interface Pair {
  readonly traced: Traced;
  readonly other: Traced | ComparisonFault | number;
}

/** Of the comparison made last, whichever file it is of: a page tells one from the next by it. */
let revision = 0;

export class Comparison {
  readonly changed = new Signal();
  readonly failed = new Signal<unknown>();
  /** Null until both traces are there and compared. */
  shown: ShownComparison | null = null;
  private pair: Pair | null = null;
  private running: Promise<void> = Promise.resolve();
  private readonly stops: readonly (() => void)[];

  constructor(
    private readonly session: TraceSession,
    readonly counterpart: Counterpart,
    private readonly tolerance: number,
    private readonly clock: Clock,
  ) {
    const sessions = counterpart.kind === "file" ? [session, counterpart.session] : [session];
    this.stops = sessions.map(({ changed }) => changed.subscribe(() => this.follow()));
    this.follow();
  }

  /** The comparison of the present texts once it is made; null where this one has no trace. */
  async ready(): Promise<ShownComparison | null> {
    const traced = await this.session.ready();
    if (this.counterpart.kind === "file") await this.counterpart.session.ready();
    this.follow();
    // An edit meanwhile begins another.
    for (let awaited: Promise<void> | null = null; awaited !== this.running; ) {
      awaited = this.running;
      await awaited;
    }
    return traced === null ? null : this.shown;
  }

  dispose(): void {
    for (const stop of this.stops) stop();
    this.pair = null;
    this.changed.dispose();
    this.failed.dispose();
  }

  private follow(): void {
    const { traced } = this.session;
    const other = traced === null ? null : this.otherOf(traced);
    if (traced === null || other === null) return;
    const known = this.pair;
    if (known?.traced === traced && isSame(known.other, other)) return;
    const pair = { traced, other };
    this.pair = pair;
    this.running = this.compare(pair);
  }

  /** What there is to compare with; null while it is being computed. */
  private otherOf({ updates, training }: Traced): Pair["other"] | null {
    const { counterpart } = this;
    if (counterpart.kind === "update") {
      const { update } = counterpart;
      if (training !== null && update <= updates.taken) return update;
      return { message: `update ${update} is not taken any more`, hasPlace: false };
    }
    const { traced, read, halt } = counterpart.session;
    if (read !== null && read.fault !== null) return { message: `line ${read.fault.line}: ${read.fault.message}`, hasPlace: true };
    if (halt !== null) return { message: halt === "cancelled" ? "its trace was cancelled" : "it could not be traced", hasPlace: false };
    return traced?.document === read?.document ? traced : null;
  }

  private async compare(pair: Pair): Promise<void> {
    try {
      const made = await this.make(pair);
      if (made === unwanted || this.pair !== pair) return;
      this.shown = made;
      this.changed.fire();
    } catch (error) {
      this.failed.fire(error);
    }
  }

  private async make(pair: Pair): Promise<ShownComparison | typeof unwanted> {
    const { traced, other } = pair;
    const { name } = this.counterpart;
    const head = { revision: ++revision, name, tolerance: this.tolerance };
    if (typeof other === "object" && "message" in other) return { shape: { ...head, ...nothing, fault: other }, trace: null };
    const there = typeof other === "object" ? other : await this.sliced(pair, (shouldYield) => stateOf(traced, other, shouldYield));
    if (there === unwanted) return unwanted;
    const compared = await this.sliced(pair, (shouldYield) => compareTraces(traced.trace, there.trace, this.tolerance, shouldYield));
    if (compared === unwanted) return unwanted;
    return { shape: { ...head, ...shapeOfComparison(compared), trace: { ...there.shape, revision: head.revision } }, trace: there.trace };
  }

  private sliced<T>(pair: Pair, begin: (shouldYield: ShouldYield) => Sliced<T>): Promise<T | typeof unwanted> {
    return inSlices(begin, this.clock, { isWanted: () => this.pair === pair, progressed: () => undefined });
  }
}

const nothing = { trace: null, T: 0, layers: [], loss: null, first: null, mismatches: [] } as const;

function isSame(a: Pair["other"], b: Pair["other"]): boolean {
  const isFault = typeof a === "object" && typeof b === "object" && "message" in a && "message" in b;
  return isFault ? a.message === b.message : a === b;
}

/** The trace of the file's model after so many updates. */
function* stateOf({ training, document, updates, trace, shape }: Traced, update: number, shouldYield: ShouldYield): Sliced<Other> {
  if (update === updates.shown) return { trace, shape };
  const { model } = document;
  if (training === null || model === null) throw new Error("updates are taken of a model");
  const there = yield* forward(update === 0 ? model : withState(model, yield* training.stateAt(update, shouldYield)), shouldYield);
  return {
    trace: there,
    shape: shapeOf(
      0,
      { seen: there, hiding: nothingHidden, ranges: yield* ranges(there, shouldYield) },
      { training: null, updates: noUpdates },
    ),
  };
}

function shapeOfComparison({
  T,
  layers,
  loss,
  first,
  mismatches,
}: Compared): Omit<ComparisonShape, "revision" | "name" | "tolerance" | "trace"> {
  const shownFirst =
    first === null ? null : { place: first.place, here: exact(first.a), there: exact(first.b), difference: exact(first.a - first.b) };
  return { T, layers, loss, mismatches, first: shownFirst, fault: null };
}
