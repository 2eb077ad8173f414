/** Insights into a small model, and how one reads. */
import { backward, type Gradients } from "../../../../src/core/backward.js";
import type { Model } from "../../../../src/core/model.js";
import { never, runToEnd, type ShouldYield, type Sliced } from "../../../../src/core/slices.js";
import type { Trace } from "../../../../src/core/trace.js";
import { formatNumber, formatTyped } from "../../../../src/report/format.js";
import type { Insight } from "../../../../src/report/insights/insight.js";
import { traceOf } from "../../core/models.js";

/** An insight's sentence as it is read with four decimals; a subscript stands behind an underscore, word joiners are left out. */
export function read({ sentence, numbers }: Insight): string {
  return sentence
    .map((token) => {
      if (token.kind === "text") return token.text.replaceAll("\u2060", "");
      if (token.kind === "symbol") return token.sub === undefined ? token.text : `${token.text}_${token.sub}`;
      return token.typed === undefined ? formatNumber(numbers[token.index], 4) : formatTyped(token.typed);
    })
    .join("");
}

type OfTrace = (trace: Trace, shouldYield: ShouldYield) => Sliced<readonly Insight[]>;
type OfGradients = (gradients: Gradients, shouldYield: ShouldYield) => Sliced<readonly Insight[]>;

export function ofTrace(idea: OfTrace, model: Model): readonly Insight[] {
  return runToEnd(idea(traceOf(model), never));
}

export function gradientsOf(model: Model): Gradients {
  return runToEnd(backward(traceOf(model), never));
}

export function ofGradients(idea: OfGradients, model: Model): readonly Insight[] {
  return runToEnd(idea(gradientsOf(model), never));
}

/** The gates of an lstm of which nothing feeds back: b_k alone but for what `numbers` say. */
export function still(H: number): Record<string, number[] | number[][]> {
  const zeros = () => Array.from({ length: H }, () => new Array<number>(H).fill(0));
  const column = () => Array.from({ length: H }, () => [0]);
  return Object.fromEntries(["f", "i", "c", "o"].flatMap((k) => [[`W_${k}`, column()] as const, [`U_${k}`, zeros()] as const]));
}
