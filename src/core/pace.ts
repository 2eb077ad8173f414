/** When a pass over time asks whether to give the thread back: by work done, so that small steps are not slowed and large ones not held. */
import { runRows, runStages, type Stage, workOf } from "./cells/stages.js";
import type { Progress, ShouldYield, Sliced } from "./slices.js";

/** Multiplications between two questions: some 50 to 100 µs. */
const quantum = 1 << 16;

/** Values that are gone through at one go. */
export const atOnce = 4096;

/** What an elementwise operation with its activation costs, in multiplications. */
export const activationWork = 16;

/** Counts the work of a pass and asks its `ShouldYield` about every 50 µs of it. */
export class Pace {
  /** Of `total`, in the units the pass tells its caller. */
  done = 0;
  private work = 0;

  constructor(
    private readonly shouldYield: ShouldYield,
    readonly total: number,
  ) {}

  /** Counts `work` multiplications; true where the pass should yield `progress()`. */
  spend(work: number): boolean {
    this.work += work;
    if (this.work < quantum) return false;
    this.work = 0;
    return this.shouldYield();
  }

  /** Counts work that could not be interrupted; the next question comes the sooner. */
  count(work: number): void {
    this.work += work;
  }

  /** A copy, because the pass goes on counting. */
  progress(): Progress {
    return { done: this.done, total: this.total };
  }
}

/** Stages that a pass runs once a step, with what they cost. */
export class PacedStages {
  private readonly work: number;

  /** `elementwise`: how many values the stages pass through activations or the like. */
  constructor(
    private readonly stages: readonly Stage[],
    elementwise: number,
  ) {
    this.work = workOf(stages) + elementwise * activationWork;
  }

  /** Whether the stages are short enough to run at one go; only a pass that asks first is spared a generator a step. */
  get isLight(): boolean {
    return this.work <= quantum;
  }

  /** Runs light stages; true where the pass should yield its progress. */
  run(pace: Pace): boolean {
    runStages(this.stages);
    return pace.spend(this.work);
  }

  /** Runs heavy stages, asking between blocks of rows. */
  *runSliced(pace: Pace): Sliced<void> {
    for (const stage of this.stages) {
      if (typeof stage === "function") {
        stage();
        continue;
      }
      const width = Math.max(1, stage.cols.length);
      const block = Math.max(4, Math.floor(quantum / width));
      for (let from = 0; from < stage.rows.length; from += block) {
        const to = Math.min(from + block, stage.rows.length);
        runRows(stage, from, to);
        if (pace.spend((to - from) * width)) yield pace.progress();
      }
    }
  }
}
