/** What is said of an answer, in one sentence without a full stop. */
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
  if (verdict === "right") return `${name} is ${claimed}: right`;
  const difference = `${name} is ${computed}, not ${claimed}`;
  if (fault !== null) return difference + because(fault, nameAt);
  return remarks.length === 0 ? difference : `${difference}: ${remarks.map((remark) => words[remark]).join(", or ")}`;
}

const words: Readonly<Record<Remark, string>> = { "cut-off": "cut off, not rounded", "rounded-on-the-way": "rounded on the way" };

function because(fault: Fault, nameAt: (index: number) => readonly Token[]): string {
  switch (fault.kind) {
    case "follows":
      return `: follows from your ${listed(fault.from.map(nameAt).map(plainText), "and")}`;
    case "rounded":
      return ": follows from your rounded values";
    case "root":
      return fault.tried === null ? "" : slipWords(fault.tried.filter(({ isMatch }) => isMatch));
  }
}

function slipWords(matches: readonly TriedSlip[]): string {
  if (matches.length === 0) return "; no known slip gives this";
  return `: this is what ${listed(
    matches.map(({ label }) => plainText(label)),
    "or",
  )} gives`;
}

/** `a`, `a or b`, `a, b, c or 2 others`. */
function listed(all: readonly string[], last: string): string {
  const named =
    all.length > mostNamed
      ? [...all.slice(0, mostNamed), `${all.length - mostNamed} other${all.length === mostNamed + 1 ? "" : "s"}`]
      : all;
  return named.length < 2 ? named.join("") : `${named.slice(0, -1).join(", ")} ${last} ${named[named.length - 1]}`;
}
