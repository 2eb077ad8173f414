/** What everything that writes into a file shares: its text, the edits so far, its time. */
import type { Progress, ShouldYield } from "../../core/slices.js";
import { EditList } from "./edits.js";

/** Numbers written between two questions whether to yield: a fraction of a millisecond. */
const PIECE = 1024;

/** Writes numbers and gathers the edits. */
export class Pen {
  readonly list: EditList;
  #done = 0;
  #work = 0;

  /** `total`: how many numbers are looked at in all. */
  constructor(
    readonly text: string,
    private readonly total: number,
    private readonly shouldYield: ShouldYield,
  ) {
    this.list = new EditList(text);
  }

  /** Counts `numbers` as looked at; true where the thread should be given back. */
  isDue(numbers: number): boolean {
    this.#done += numbers;
    this.#work += numbers;
    if (this.#work < PIECE) return false;
    this.#work = 0;
    return this.shouldYield();
  }

  get progress(): Progress {
    return { done: Math.min(this.#done, this.total), total: this.total };
  }
}

/** The fewest digits that read back as the same double, bit for bit (−0 included), as JSON has numbers. The value must be finite. */
export function numberText(value: number): string {
  return Object.is(value, -0) ? "-0" : String(value).replace("e+", "e");
}
