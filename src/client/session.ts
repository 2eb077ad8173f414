/** One document's trace: follows its text, computes once for each version, and keeps the last good trace while the text has faults. */
import { forward } from "../core/forward.js";
import { type GradientCheck, gradientCheck } from "../core/gradientCheck.js";
import type { Progress, ShouldYield, Sliced } from "../core/slices.js";
import type { Trace } from "../core/trace.js";
import type { Training } from "../core/training.js";
import { type LstmDocument, readDocument } from "../document/document.js";
import type { Fault, TraceShape } from "../protocol/panel.js";
import type { Place } from "../report/explanation.js";
import { atStep, type Cursor, noUpdates, standing, type Updates } from "./cursor.js";
import { firstFault } from "./fault.js";
import { shapeOf } from "./shape.js";
import { Signal } from "./signal.js";
import { type Clock, inSlices, unwanted } from "./slicer.js";
import { type Survey, survey } from "./survey.js";
import { Trainer } from "./trainer.js";

/** The text a session follows; a vscode.TextDocument is one. */
export interface Source {
  readonly version: number;
  getText(): string;
}

/** A text as it was read, with its first fault where it has any. */
export interface Read {
  readonly version: number;
  readonly document: LstmDocument;
  readonly fault: Fault | null;
}

/** A trace and the text it was computed from. */
export interface Traced extends Survey {
  readonly document: LstmDocument;
  /** Of the model as the text states it, or as it is after the updates shown. */
  readonly trace: Trace;
  readonly shape: TraceShape;
  /** Null where the text's model cannot take updates. */
  readonly training: Training | null;
  readonly updates: Updates;
}

/** Work under way: how far in 0…1, and for how many milliseconds by now. */
export interface Work {
  readonly what: "reading" | "training" | "tracing" | "checking";
  readonly fraction: number;
  readonly elapsed: number;
}

/** Why there is no trace of the present text, though it has no fault that is known. */
export type Halt = "cancelled" | "failed";

/** Work that takes longer than this waits for a pause in typing before it begins anew, as long as it took but at most `typingPause`; in milliseconds. */
const longWork = 16;
const typingPause = 60;
/** How often progress is told, in milliseconds; shorter work shows none. */
const progressInterval = 100;

export class TraceSession {
  /** Something a reader may show has changed. */
  readonly changed = new Signal();
  /** The program's own mistakes while computing. */
  readonly failed = new Signal<unknown>();

  read: Read | null = null;
  traced: Traced | null = null;
  work: Work | null = null;
  halt: Halt | null = null;
  /** The gradients of `traced` against differences, once they have been asked for. */
  checked: GradientCheck | null = null;

  private readonly trainer = new Trainer();
  private turn = 0;
  private lastCost = 0;
  private began = 0;
  private running: Promise<void> = Promise.resolve();

  constructor(
    private readonly source: Source,
    private readonly clock: Clock,
    /** Where the person stood in this file before; kept until there is a trace to stand in. */
    public cursor: Cursor | null,
    /** The last revision given to a trace; shared by sessions that one panel shows, so that it tells their traces apart. */
    readonly revisions = { last: 0 },
  ) {
    this.trainer.wanted = cursor?.updates ?? noUpdates;
    this.follow();
  }

  /** Whether the trace shown belongs to an older text and will stay so, because the present one has faults or is not computed. */
  get isStale(): boolean {
    return this.traced !== null && (this.read?.document.model === null || this.halt !== null);
  }

  /** Whether the trace is that of the present text. */
  get isFresh(): boolean {
    return this.traced !== null && this.read?.version === this.source.version && this.read.document === this.traced.document;
  }

  /** Follows the text as it is now; work on an older text is left. */
  follow(): void {
    this.begin(this.lastCost > longWork ? Math.min(this.lastCost, typingPause) : 0, (isWanted) => this.readAndTrace(isWanted));
  }

  /** Takes updates or takes them back, as many as there can be, and shows the state after `shown` of them; null as in `ready`. */
  updateTo(updates: Updates): Promise<Traced | null> {
    this.trainer.wanted = { taken: updates.taken, shown: Math.min(updates.shown, updates.taken) };
    const { read } = this;
    // A text that is yet to be read comes to the updates by itself.
    if (read?.version === this.source.version) this.begin(0, (isWanted) => this.traceText(read.document, isWanted));
    return this.ready();
  }

  /** An edit is to bring the updates' outcome into the text: none are wanted on top of it. */
  forgetUpdates(): void {
    this.trainer.wanted = noUpdates;
  }

  /** Compares the gradients of the trace with differences; null where it has no loss or the work is left. */
  async checkGradients(): Promise<GradientCheck | null> {
    const { traced } = this;
    if (traced === null || traced.trace.loss === null) return null;
    this.begin(0, (isWanted) => this.checkTrace(traced, isWanted));
    await this.ready();
    return this.traced === traced ? this.checked : null;
  }

  /** Leaves the work under way; `ready` takes up again what has no trace yet. Updates that are completed stay taken. */
  cancel(): void {
    const { work, read } = this;
    if (work === null) return;
    this.turn++;
    this.work = null;
    if (work.what === "training" && read !== null) {
      this.trainer.wanted = this.trainer.completed;
      this.begin(0, (isWanted) => this.traceText(read.document, isWanted));
    } else if (work.what !== "checking") this.halt = "cancelled";
    this.changed.fire();
  }

  /** The trace of the present text once it is there; null where the text has faults, or the work was cancelled or failed. */
  async ready(): Promise<Traced | null> {
    if (this.halt === "cancelled") this.follow();
    for (let turn = -1; turn !== this.turn; ) {
      turn = this.turn;
      await this.running;
    }
    return this.isFresh ? this.traced : null;
  }

  /** Runs work for a reader beside everything else; `unwanted` where the text it is about no longer has the trace shown. */
  compute<T>({ document }: Traced, begin: (shouldYield: ShouldYield) => Sliced<T>): Promise<T | typeof unwanted> {
    return inSlices(begin, this.clock, { isWanted: () => this.traced?.document === document, progressed: () => undefined });
  }

  /** Puts the cursor on step `t` of the trace; a step outside it is the nearest one inside. */
  goTo(t: number): void {
    if (this.traced === null || this.cursor === null) return;
    const { T } = this.traced.trace;
    const step = Math.max(Math.min(1, T), Math.min(t, T));
    if (step === this.cursor.t) return;
    this.cursor = atStep(this.cursor, step);
    this.changed.fire();
  }

  select(place: Place | null): void {
    if (this.traced === null || this.cursor === null) return;
    this.cursor = { ...this.cursor, selection: place };
    this.changed.fire();
  }

  /** Leaves the work; who waits for it is told. */
  dispose(): void {
    this.turn++;
    this.work = null;
    this.changed.fire();
    this.changed.dispose();
    this.failed.dispose();
  }

  /** Begins a run in place of the one under way. */
  private begin(delay: number, work: (isWanted: () => boolean) => Promise<void>): void {
    const turn = ++this.turn;
    this.halt = null;
    this.running = this.run(delay, () => this.turn === turn, work);
  }

  private async run(delay: number, isWanted: () => boolean, work: (isWanted: () => boolean) => Promise<void>): Promise<void> {
    await (delay > 0 ? this.clock.delay(delay) : this.clock.pause());
    if (!isWanted()) return;
    this.began = this.clock.now();
    try {
      await work(isWanted);
    } catch (error) {
      if (isWanted()) this.halt = "failed";
      this.failed.fire(error);
    }
    if (!isWanted()) return;
    this.lastCost = this.clock.now() - this.began;
    this.work = null;
    this.changed.fire();
  }

  private async readAndTrace(isWanted: () => boolean): Promise<void> {
    const { version } = this.source;
    const text = this.source.getText();
    const document = await this.inSlices("reading", [0, 1], (shouldYield) => readDocument(text, shouldYield), isWanted);
    if (document === unwanted) return;
    this.read = { version, document, fault: firstFault(text, document.problems) };
    await this.traceText(document, isWanted);
  }

  /** The trace of a text without faults, with the updates wanted. */
  private async traceText(document: LstmDocument, isWanted: () => boolean): Promise<void> {
    const { trainer } = this;
    if (document.model === null) return;
    const trained = await this.inSlices("training", [0, 1], trainer.train(document.model), isWanted);
    if (trained === unwanted) return;
    const { model, training, updates } = trained;
    const trace = await this.inSlices("tracing", [0, 0.9], (shouldYield) => forward(model, shouldYield), isWanted);
    if (trace === unwanted) return;
    const by = { revealed: this.cursor?.revealed ?? [], shown: updates.shown };
    const found = await this.inSlices("tracing", [0.9, 1], (shouldYield) => survey(document, trace, by, shouldYield), isWanted);
    if (found === unwanted) return;
    this.traced = { document, trace, ...found, shape: shapeOf(++this.revisions.last, found, { training, updates }), training, updates };
    this.checked = null;
    this.cursor = standing(this.cursor, trace, trainer.wanted);
  }

  private async checkTrace(traced: Traced, isWanted: () => boolean): Promise<void> {
    const check = await this.inSlices("checking", [0, 1], (shouldYield) => gradientCheck(traced.trace.model, shouldYield), isWanted);
    if (check !== unwanted && this.traced === traced) this.checked = check;
  }

  private inSlices<T>(
    what: Work["what"],
    [from, to]: readonly [number, number],
    begin: (shouldYield: ShouldYield) => Sliced<T>,
    isWanted: () => boolean,
  ): Promise<T | typeof unwanted> {
    let told = this.clock.now();
    const progressed = ({ done, total }: Progress) => {
      const now = this.clock.now();
      if (now - told < progressInterval) return;
      told = now;
      this.work = { what, fraction: total === 0 ? from : from + ((to - from) * done) / total, elapsed: now - this.began };
      this.changed.fire();
    };
    return inSlices(begin, this.clock, { isWanted, progressed });
  }
}
