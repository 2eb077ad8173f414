/** What is said of an answer, in one sentence without a full stop. */
import * as l10n from "@vscode/l10n";
import type { Token } from "../explanation.js";
import { formatTyped } from "../format.js";
import type { Fault, Remark, TriedSlip } from "./answers.js";
import { plainText } from "./naming.js";
import type { Verdict } from "./verdict.js";

/** More slips or roots are counted rather than named. */
const mostNamed = 3;

export interface Said {
  readonly name: readonly Token[];
  readonly verdict: Verdict;
  readonly claimed: string;
  readonly computedText: string;
  readonly fault: Fault | null;
  readonly remarks: readonly Remark[];
}

/** `f₂ is 0.2330, not 0.1992: this is what leaving out b_f gives`; `nameAt` names the answer at an index. */
export function messageOf(said: Said, nameAt: (index: number) => readonly Token[]): string {
  const { verdict, fault, remarks } = said;
  const [claimed, computed] = [formatTyped(said.claimed), formatTyped(said.computedText)];
  const name = plainText(said.name);
  if (verdict === "right") return l10n.t("{name} is {claimed}: right", { name, claimed });
  const difference = l10n.t("{name} is {computed}, not {claimed}", { name, computed, claimed });
  return fault === null ? remarked(difference, remarks) : because(difference, fault, nameAt);
}

function remarked(difference: string, remarks: readonly Remark[]): string {
  if (remarks.length === 2) return l10n.t("{0}: cut off, not rounded, or rounded on the way", difference);
  const [remark] = remarks;
  if (remark === undefined) return difference;
  return remark === "cut-off" ? l10n.t("{0}: cut off, not rounded", difference) : l10n.t("{0}: rounded on the way", difference);
}

function because(difference: string, fault: Fault, nameAt: (index: number) => readonly Token[]): string {
  switch (fault.kind) {
    case "follows":
      return l10n.t("{0}: follows from your {1}", difference, allOf(fault.from.map(nameAt).map(plainText)));
    case "rounded":
      return l10n.t("{0}: follows from your rounded values", difference);
    case "root":
      return fault.tried === null ? difference : withSlips(difference, fault.tried);
  }
}

function withSlips(difference: string, tried: readonly TriedSlip[]): string {
  const matches = tried.filter(({ isMatch }) => isMatch).map(({ label }) => plainText(label));
  if (matches.length === 0) return l10n.t("{0}; no known slip gives this", difference);
  return l10n.t("{0}: this is what {1} gives", difference, anyOf(matches));
}

/** `a`, `a and b`, `a, b, c and 2 others`. */
function allOf(names: readonly string[]): string {
  const [some, last] = cut(names);
  return some === "" ? last : l10n.t("{0} and {1}", some, last);
}

/** Likewise with `or`. */
function anyOf(names: readonly string[]): string {
  const [some, last] = cut(names);
  return some === "" ? last : l10n.t("{0} or {1}", some, last);
}

/** The last of a list, or how many there are beyond those that are named, and what comes before it. */
function cut(names: readonly string[]): readonly [string, string] {
  const others = names.length - mostNamed;
  if (others <= 0) return [names.slice(0, -1).join(", "), names[names.length - 1]];
  return [names.slice(0, mostNamed).join(", "), others === 1 ? l10n.t("{0} other", others) : l10n.t("{0} others", others)];
}
