/** What an exercise hides: its blanks that are neither filled nor revealed, by the arrays of a computation. */
import type { Model } from "../../core/model.js";
import type { ShouldYield, Sliced } from "../../core/slices.js";
import type { Trace } from "../../core/trace.js";
import type { LstmDocument } from "../../document/document.js";
import { activatedBy, isPreActivation } from "../explain/tokens.js";
import type { Place } from "../explanation.js";
import { hiddenKey } from "./answers.js";
import { hasBlanks, readClaims } from "./claims.js";
import { whyNot, widthsOf } from "./mark.js";
import { type AnswerPlace, addressOf, blankKey, outputKey, stepKey } from "./place.js";

/** What is known of one text and the state of its parameters that is shown. */
interface Scope {
  /** Units of each layer. */
  readonly widths: readonly number[];
  /** Updates behind the state shown: 0 is the file's own, which blanks of steps, losses and gradients are about. */
  readonly shown: number;
}

const none: readonly number[] = [];

/**
 * Numbers that are not to be seen. What is worked out from them but is no blank itself stays in sight, unless it is the same number under another name:
 * the z of a hidden gate, the only loss there is, a corrected moment that is the gradient.
 */
export class Hiding {
  /** Keys as in `Answers.hidden`, so that `isHidden` may be asked. */
  readonly hidden: ReadonlySet<string>;
  readonly shown: number;
  readonly #widths: readonly number[];
  readonly #indices = new Map<string, number[]>();

  constructor(places: readonly AnswerPlace[], { widths, shown }: Scope) {
    this.#widths = widths;
    this.shown = shown;
    this.hidden = new Set(places.map((place) => hiddenKey(place, widths)));
    for (const place of places) {
      const { key, index } = addressOf(place, widths);
      const known = this.#indices.get(key);
      if (known === undefined) this.#indices.set(key, [index]);
      else known.push(index);
    }
  }

  get isEmpty(): boolean {
    return this.hidden.size === 0;
  }

  /** Indices into the array with a key of `place.ts`, whatever state is shown. */
  indicesOf(key: string): readonly number[] {
    return this.#indices.get(key) ?? none;
  }

  /** Likewise of what belongs to the trace shown: steps, losses and their gradients. Those of another state are no blanks. */
  indicesInTrace(key: string): readonly number[] {
    return this.shown === 0 ? this.indicesOf(key) : none;
  }

  /** Whether a number of the trace shown, a gradient of its loss among them, is a blank. */
  isBlankOfTrace(place: AnswerPlace): boolean {
    return this.shown === 0 && !this.isEmpty && this.hidden.has(hiddenKey(place, this.#widths));
  }

  /** The place of the blank that a value of the trace shown is; of a z, that of the gate it goes into. Null where it is in sight. */
  blankAt(place: Place): AnswerPlace | null {
    if (this.isEmpty || place.t === 0) return null;
    const blank = asBlank(place);
    return blank !== null && this.isBlankOfTrace(blank) ? blank : null;
  }
}

/** A file that hides nothing. */
export const nothingHidden = new Hiding([], { widths: [], shown: 0 });

function asBlank({ layer, quantity, t, unit }: Place): AnswerPlace | null {
  if (quantity === "x" || quantity === "y") return null;
  if (quantity === "loss") return { kind: "loss", quantity: "loss_t", t };
  return { kind: "step", quantity: isPreActivation(quantity) ? activatedBy(quantity) : quantity, layer, t, unit };
}

/** What the document's `expect` hides at the state after `shown` updates, but for the blanks whose keys are in `revealed`. */
export function* hidingOf(
  document: LstmDocument,
  model: Model,
  { revealed, shown }: { readonly revealed: readonly string[]; readonly shown: number },
  shouldYield: ShouldYield,
): Sliced<Hiding> {
  if (!hasBlanks(document, model)) return nothingHidden;
  const { claims } = yield* readClaims(document, model, shouldYield);
  const known = new Set(revealed);
  const blanks = claims.filter((claim) => claim.text === null && whyNot(claim, model) === null && !known.has(blankKey(claim.place)));
  return hidingPlaces(
    blanks.map(({ place }) => place),
    model,
    { revealed: known, shown },
  );
}

/** Hides these blanks, and what is the same number and was not revealed. */
export function hidingPlaces(
  places: readonly AnswerPlace[],
  model: Model,
  { revealed, shown }: { readonly revealed: ReadonlySet<string>; readonly shown: number },
): Hiding {
  const others = alike(places, model).filter((place) => !revealed.has(blankKey(place)));
  return new Hiding([...places, ...others], { widths: widthsOf(model), shown });
}

/** Where one step alone has a target, its loss and that of the sequence are one number. */
function alike(places: readonly AnswerPlace[], { targets }: Model): readonly AnswerPlace[] {
  const given = targets === null ? [] : [...targets.given.keys()].filter((at) => targets.given[at] === 1);
  if (given.length !== 1) return [];
  const both: readonly AnswerPlace[] = [
    { kind: "loss", quantity: "loss", t: null },
    { kind: "loss", quantity: "loss_t", t: given[0] + 1 },
  ];
  const isOf = (place: AnswerPlace) => place.kind === "loss" && both.some((loss) => blankKey(loss) === blankKey(place));
  return places.some(isOf) ? both : [];
}

/** The array with NaN at the indices; itself where there are none. */
export function withHidden(values: Float64Array, indices: readonly number[]): Float64Array {
  if (indices.length === 0) return values;
  const seen = values.slice();
  for (const index of indices) seen[index] = Number.NaN;
  return seen;
}

/** The trace as it may be seen: NaN stands for what is hidden, and for the total of the losses where that is. Itself where nothing is hidden. */
export function seenTrace(trace: Trace, hiding: Hiding): Trace {
  if (hiding.isEmpty || hiding.shown > 0) return trace;
  const layers = trace.layers.map((of, index) => {
    const seen = [...of.quantities].map(
      ([name, values]) => [name, withHidden(values, hiding.indicesOf(stepKey(index + 1, name)))] as const,
    );
    return { ...of, x: withHidden(of.x, hiding.indicesOf(inputKey(trace, index + 1))), quantities: new Map(seen) };
  });
  const { loss } = trace;
  if (loss === null) return { ...trace, layers };
  const total = hiding.indicesOf("loss").length > 0 ? Number.NaN : loss.total;
  return { ...trace, layers, loss: { ...loss, perStep: withHidden(loss.perStep, hiding.indicesOf("loss_t")), total } };
}

/** The key of what layer `layer` (from 1) reads, the output of the one below; of the first, that of an array nothing is hidden in. */
export function inputKey({ model }: Trace, layer: number): string {
  return layer === 1 ? "" : outputKey(model, layer - 1);
}
