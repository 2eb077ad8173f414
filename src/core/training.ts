/** Training: Adam updates one after another, any of which can be gone back to bit for bit. */
import { type AdamState, adamInto, adamUpdate, copyOfState, type Update, withState } from "./adam.js";
import { backward } from "./backward.js";
import { Checkpoints } from "./checkpoints.js";
import { forward } from "./forward.js";
import type { Model, Optimizer } from "./model.js";
import { Pace } from "./pace.js";
import { never, type Progress, type ShouldYield, type Sliced, within } from "./slices.js";
import { copyStateInto, statePair } from "./statePair.js";

/** What an update starts from. */
interface Slope {
  readonly gradients: readonly ReadonlyMap<string, Float64Array>[];
  readonly loss: number | null;
}

/** A state on the way to another, with arrays of its own that updates write over. */
interface Reached {
  readonly state: AdamState;
  readonly count: number;
}

export interface TrainingOptions {
  /** Bytes of checkpoints to keep, beside the file's own state and at least one more. */
  readonly memory?: number;
}

/** How many updates a model can take: none without an optimizer or a loss, as many as its gradients are given, or any number. */
export function updatesPossible({ optimizer, given, targets }: Model): number {
  if (optimizer === null) return 0;
  if (given !== null) return given.gradients.length;
  return targets?.given.includes(1) ? Number.POSITIVE_INFINITY : 0;
}

/**
 * A model under training. Updates are counted from 1; state k is that after k updates, state 0 the file's.
 * Every state follows from the one before it by the same arithmetic in the same order, so checkpoints far apart are enough:
 * a state between two of them is computed again and comes out the same to the bit.
 */
export class Training {
  /** How many updates can be taken at all. */
  readonly limit: number;
  private readonly optimizer: Optimizer;
  private readonly checkpoints: Checkpoints;
  private current: AdamState;
  /** Where the next state goes: `current` itself, or one that takes turns with it. */
  private next: AdamState;
  private lossesBefore: (number | null)[] = [];
  private run = 0;
  /** By the arrays their parameters lie in, which updates write over: a small pass takes no longer than making its model. */
  private readonly models = new WeakMap<AdamState["layers"], Model>();

  /** Throws where the model has no optimizer. */
  constructor(
    readonly model: Model,
    { memory = 64 * 2 ** 20 }: TrainingOptions = {},
  ) {
    if (model.optimizer === null) throw new Error("the model has no optimizer");
    this.optimizer = model.optimizer;
    this.limit = updatesPossible(model);
    [this.current, this.next] = statePair(model);
    this.checkpoints = new Checkpoints(this.current, memory);
  }

  /** Updates taken. */
  get count(): number {
    return this.lossesBefore.length;
  }

  /** The loss before each update taken; null where the gradients are given. */
  get losses(): readonly (number | null)[] {
    return this.lossesBefore;
  }

  /** The present parameters and moments: views that the next update changes, to be copied by who keeps or sends them (see `statePair`). */
  get state(): AdamState {
    return { t: this.optimizer.t + this.count, layers: this.current.layers };
  }

  /** Takes `n` updates, or as many as `limit` leaves. Abandoned on the way it keeps the updates it completed. Progress counts updates. */
  *take(n: number, shouldYield: ShouldYield): Sliced<void> {
    const run = ++this.run;
    const start = this.count;
    const goal = Math.min(start + n, this.limit);
    const progress = (done: number): Progress => ({ done: done - start, total: goal - start });
    while (this.count < goal) {
      const { count } = this;
      const { gradients, loss } = yield* within(this.slope(this.state, count, shouldYield), (fraction) => progress(count + fraction));
      this.mustStillBe(run);
      // A state that is written over must not be left half written.
      const pace = new Pace(this.next === this.current ? never : shouldYield, 1);
      yield* within(adamInto(this.next, this.optimizer, this.state, gradients, pace), () => progress(count + 1));
      this.mustStillBe(run);
      [this.current, this.next] = [this.next, this.current];
      this.lossesBefore.push(loss);
      this.checkpoints.offer(this.count, this.state);
      if (shouldYield()) yield progress(this.count);
    }
  }

  /** Goes back to state `k` (0 … count), so that the next update is number k+1. Progress counts updates. */
  *goBackTo(k: number, shouldYield: ShouldYield): Sliced<void> {
    const run = ++this.run;
    const state = yield* this.stateAt(k, shouldYield);
    this.mustStillBe(run);
    copyStateInto(this.current, state);
    this.lossesBefore = this.lossesBefore.slice(0, k);
    this.checkpoints.forgetAfter(k);
  }

  /** State `k` (0 … count), a copy. Progress counts updates. */
  *stateAt(k: number, shouldYield: ShouldYield): Sliced<AdamState> {
    if (!(k >= 0 && k <= this.count)) throw new RangeError(`there are states 0 to ${this.count}, not ${k}`);
    if (k === this.count) return copyOfState(this.state);
    return (yield* this.reach(k, null, shouldYield)).state;
  }

  /** Hands the states `ks` (0 … count, increasing) to `look` one after the other: views that the next one changes. Progress counts states. */
  *lookAt(ks: readonly number[], look: (state: AdamState, k: number) => void, shouldYield: ShouldYield): Sliced<void> {
    let reached: Reached | null = null;
    for (const [done, k] of ks.entries()) {
      if (!(k >= 0 && k <= this.count)) throw new RangeError(`there are states 0 to ${this.count}, not ${k}`);
      const progress = (fraction: number): Progress => ({ done: done + fraction, total: ks.length });
      if (k < this.count) reached = yield* within(this.reach(k, reached, shouldYield), progress);
      look(k < this.count && reached !== null ? reached.state : this.state, k);
      if (shouldYield()) yield progress(1);
    }
  }

  /** Update `k` (1 … count) with everything in it. */
  *update(k: number, shouldYield: ShouldYield): Sliced<Update> {
    if (!(k >= 1 && k <= this.count)) throw new RangeError(`there are updates 1 to ${this.count}, not ${k}`);
    const before = yield* this.stateAt(k - 1, shouldYield);
    const { gradients, loss } = yield* this.slope(before, k - 1, shouldYield);
    return yield* adamUpdate(this.optimizer, before, gradients, loss, shouldYield);
  }

  /** State `k` from the nearest checkpoint before it, or from a state reached before where that is nearer. */
  private *reach(k: number, from: Reached | null, shouldYield: ShouldYield): Sliced<Reached> {
    const nearest = this.checkpoints.before(k);
    let { state, count } =
      from !== null && from.count >= nearest.count && from.count <= k ? from : { state: copyOfState(nearest.state), count: nearest.count };
    const start = count;
    for (; count < k; count++) {
      const progress = (fraction: number): Progress => ({ done: count - start + fraction, total: k - start });
      const { gradients } = yield* within(this.slope(state, count, shouldYield), progress);
      yield* within(adamInto(state, this.optimizer, state, gradients, new Pace(shouldYield, 1)), () => progress(1));
      state = { ...state, t: state.t + 1 };
    }
    return { state, count };
  }

  private mustStillBe(run: number): void {
    if (run !== this.run) throw new Error("another run over the same training has begun");
  }

  /** The way down from `state`, after `taken` updates; its progress is out of 1. */
  private *slope(state: AdamState, taken: number, shouldYield: ShouldYield): Sliced<Slope> {
    const { given } = this.model;
    if (given !== null) return { gradients: [given.gradients[taken]], loss: null };
    const ofOne = (start: number) => (fraction: number) => ({ done: start + fraction / 2, total: 1 });
    const trace = yield* within(forward(this.modelOf(state), shouldYield), ofOne(0));
    const { layers } = yield* within(backward(trace, shouldYield), ofOne(0.5));
    return { gradients: layers.map(({ parameters }) => parameters), loss: trace.loss?.total ?? null };
  }

  /** The model with the parameters of `state`. Its t may be that of an earlier state in the same arrays: no pass looks at it. */
  private modelOf(state: AdamState): Model {
    const known = this.models.get(state.layers);
    if (known !== undefined) return known;
    const model = withState(this.model, state);
    this.models.set(state.layers, model);
    return model;
  }
}
