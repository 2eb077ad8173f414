/** One entry of a parameter in one Adam update, worked through: the equations in symbols, with the numbers put in, and what they come to. */
import type { AdamSettings } from "../core/adam.js";
import { line, type NumberToken, symbol, text } from "./explain/tokens.js";
import type { EquationLine, Link, Token } from "./explanation.js";
import { formatNumber, formatTyped, shortest } from "./format.js";

/** The numbers of one entry. */
export interface EntryOfUpdate {
  /** The optimizer's t after the update. */
  readonly t: number;
  /** Each NaN where an exercise hides it. */
  readonly g: number;
  readonly before: { readonly W: number; readonly V: number; readonly S: number };
  /** Null before the update is taken: the equations then stop where its results would begin, so that one can work them out. */
  readonly after: {
    readonly V: number;
    readonly S: number;
    readonly VCorr: number;
    readonly SCorr: number;
    readonly step: number;
    readonly W: number;
  } | null;
  /** Where its numbers lead; what is left out leads nowhere. */
  readonly links?: Partial<Readonly<Record<"g" | "W" | "V" | "S", Link>>>;
  /** Whether some of it are hidden. */
  readonly isHiding?: boolean;
}

export interface UpdateExplanation {
  readonly moments: readonly EquationLine[];
  readonly corrections: readonly EquationLine[];
  readonly step: readonly EquationLine[];
  /** What the equations' number tokens point into. */
  readonly numbers: Float64Array;
}

/** Writes the equations of one entry, at `decimals` digits where a number is long. */
export function explainUpdate(parameter: string, entry: EntryOfUpdate, settings: AdamSettings, decimals: number): UpdateExplanation {
  const pen = new Pen(entry, settings, decimals, parameter);
  const [moments, corrections, step] = [pen.moments(), pen.corrections(), pen.step()];
  return { moments, corrections, step, numbers: Float64Array.from(pen.numbers) };
}

const V = (sub: string | number) => symbol("V", sub, "ink");
const S = (sub: string | number) => symbol("S", sub, "ink");
const g = symbol("g", null, "ink");
const beta = (index: 1 | 2) => symbol("β", index, "ink");

/** A parameter's letter with its own subscript and the t of the state it belongs to: W₂, U with `f,2`. */
export function parameterAt(parameter: string, t: number): { readonly letter: string; readonly sub: string } {
  const [letter = parameter, own] = parameter.split("_");
  return { letter, sub: own === undefined ? String(t) : `${own},${t}` };
}

const superscripts = "⁰¹²³⁴⁵⁶⁷⁸⁹";

/** A whole number as an exponent. */
export function raised(n: number): string {
  return [...String(n)].map((digit) => superscripts[Number(digit)]).join("");
}

class Pen {
  readonly numbers: number[] = [];

  constructor(
    private readonly entry: EntryOfUpdate,
    private readonly settings: AdamSettings,
    private readonly decimals: number,
    private readonly parameter: string,
  ) {}

  moments(): readonly EquationLine[] {
    const { t, after } = this.entry;
    return [
      line([V(t)], [beta(1), text("·"), V(t - 1), text(" + (1 − "), beta(1), text(")·"), g]),
      line([], [this.setting("beta1"), text("·"), this.linked("V"), text(" + "), this.rest("beta1"), text("·"), this.linked("g")]),
      ...this.result(after?.V),
      line([S(t)], [beta(2), text("·"), S(t - 1), text(" + (1 − "), beta(2), text(")·"), g, text("²")]),
      line([], [this.setting("beta2"), text("·"), this.linked("S"), text(" + "), this.rest("beta2"), text("·"), ...this.squared()]),
      ...this.result(after?.S),
    ];
  }

  corrections(): readonly EquationLine[] {
    const { t, after } = this.entry;
    const over = (b: Token): Token[] => [text(" / (1 − "), b, text(`${raised(t)})`)];
    const put = (moment: number | undefined, b: "beta1" | "beta2"): EquationLine[] =>
      moment === undefined ? [] : [line([], [this.factor(moment), ...over(this.setting(b))])];
    return [
      line([V("corr")], [V(t), ...over(beta(1))]),
      ...put(after?.V, "beta1"),
      ...this.result(after?.VCorr),
      line([S("corr")], [S(t), ...over(beta(2))]),
      ...put(after?.S, "beta2"),
      ...this.result(after?.SCorr),
    ];
  }

  step(): readonly EquationLine[] {
    const { t, before, after } = this.entry;
    const at = (of: number): Token => {
      const { letter, sub } = parameterAt(this.parameter, of);
      return symbol(letter, sub, "ink");
    };
    const first = line([at(t)], [at(t - 1), text(" − "), ...this.subtracted()]);
    if (after === null) return [first];
    return [
      first,
      line([], [this.linked("W", false), text(" − "), ...this.subtractedNumbers(after)]),
      line([], [this.put(before.W), text(after.step < 0 ? " + " : " − "), this.put(Math.abs(after.step))]),
      line([], [{ ...this.put(after.W), isAnswer: true }]),
    ];
  }

  /** What is subtracted, as the file's rule places ε. */
  private subtracted(): readonly Token[] {
    const { t } = this.entry;
    switch (this.settings.epsilonRule) {
      case "inside":
        return [text("α·"), V("corr"), text(" / √("), S("corr"), text(" + ε)")];
      case "outside":
        return [text("α·"), V("corr"), text(" / (√"), S("corr"), text(" + ε)")];
      case "hat":
        return [text("α"), ...ratio(t, beta(2), beta(1)), V(t), text(" / (√"), S(t), text(" + ε)")];
    }
  }

  private subtractedNumbers({ V: v, S: s, VCorr, SCorr }: NonNullable<EntryOfUpdate["after"]>): readonly Token[] {
    const plusEpsilon = (): Token[] => [text(" + "), this.setting("epsilon"), text(")")];
    switch (this.settings.epsilonRule) {
      case "inside":
        return [this.setting("alpha"), text("·"), this.factor(VCorr), text(" / √("), this.put(SCorr), ...plusEpsilon()];
      case "outside":
        return [this.setting("alpha"), text("·"), this.factor(VCorr), text(" / (√"), this.put(SCorr), ...plusEpsilon()];
      case "hat": {
        const rate = [this.setting("alpha"), ...ratio(this.entry.t, this.setting("beta2"), this.setting("beta1"))];
        return [...rate, this.factor(v), text(" / (√"), this.put(s), ...plusEpsilon()];
      }
    }
  }

  /** A number by itself: short ones whole, but for what the rounding of 1 − β leaves. */
  private put(value: number): NumberToken {
    if (this.entry.isHiding && Number.isNaN(value)) return { kind: "number", index: this.numbers.push(value) - 1, isHidden: true };
    const whole = shortest(Number(value.toPrecision(12)));
    const typed = whole.length <= this.decimals + 3 ? whole : workable(value, this.decimals);
    return { kind: "number", index: this.numbers.push(value) - 1, typed };
  }

  /** A number that may be negative among factors. */
  private factor(value: number): NumberToken {
    return { ...this.put(value), inParentheses: true };
  }

  /** A number the update starts from, with where it comes from. */
  private linked(name: "g" | "W" | "V" | "S", inParentheses = true): NumberToken {
    const { before, g: slope, links } = this.entry;
    const link = links?.[name];
    return { ...this.put(name === "g" ? slope : before[name]), inParentheses, ...(link && { link }) };
  }

  /** A number of the optimizer; it leads to its place in the text, or to the optimizer's where it is left out. */
  private setting(name: "alpha" | "beta1" | "beta2" | "epsilon"): NumberToken {
    return { ...this.put(this.settings[name]), link: { kind: "source", path: ["optimizer", name] } };
  }

  /** 1 − β */
  private rest(name: "beta1" | "beta2"): NumberToken {
    return { ...this.put(1 - this.settings[name]), link: { kind: "source", path: ["optimizer", name] } };
  }

  private squared(): readonly Token[] {
    const value = this.entry.g;
    const number = this.linked("g", false);
    return value < 0 || number.typed?.includes("e") ? [text("("), number, text(")²")] : [number, text("²")];
  }

  private result(value: number | undefined): readonly EquationLine[] {
    return value === undefined ? [] : [line([], [this.put(value)])];
  }
}

/** The hat's factor: ·√(1 − β2^t) / (1 − β1^t)· */
function ratio(t: number, b2: Token, b1: Token): readonly Token[] {
  return [text("·√(1 − "), b2, text(`${raised(t)}) / (1 − `), b1, text(`${raised(t)})·`)];
}

/** As many digits as the next line can be worked out with: small numbers keep their leading digits. */
function workable(value: number, decimals: number): string {
  const size = Math.abs(value);
  if (!Number.isFinite(value) || size >= 0.1 || size === 0) return formatNumber(value, decimals);
  if (size >= 1e-3) return formatNumber(value, decimals - Math.floor(Math.log10(size)));
  return formatTyped(value.toExponential(decimals));
}
