/** What comes out for somebody who rounds every named quantity on the way, each number of decimals worked out once. */
import type { Model } from "../../core/model.js";
import type { ShouldYield, Sliced } from "../../core/slices.js";
import { follow } from "./follow.js";
import { asWritten, type Ledger, type Written } from "./ledger.js";
import type { Mark } from "./mark.js";
import type { Needs } from "./values.js";
import { verdictOf } from "./verdict.js";

const mostDecimals = 15;

export class RoundedWork {
  private readonly byDecimals = new Map<number, Ledger>();

  /** `written` stands in place of what is computed, as far as it goes. */
  constructor(
    private readonly model: Model,
    private readonly needs: Needs,
    private readonly written: Written,
  ) {}

  /** Whether rounding to as many decimals as an answer has gives exactly what is written. */
  *explains({ written, address }: Mark, shouldYield: ShouldYield): Sliced<boolean> {
    const decimals = -written.exponent;
    if (decimals < 0 || decimals > mostDecimals) return false;
    let ledger = this.byDecimals.get(decimals);
    if (ledger === undefined) {
      const practice = { rounding: decimals, written: this.written, entryOf: asWritten };
      ledger = yield* follow(this.model, practice, this.needs, shouldYield);
      this.byDecimals.set(decimals, ledger);
    }
    const value = ledger.derived.get(address.key)?.[address.index] ?? Number.NaN;
    return verdictOf(written, value, null) === "right";
  }
}
