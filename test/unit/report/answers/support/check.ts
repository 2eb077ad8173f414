/** Texts with answers, checked. */
import { never, runToEnd } from "../../../../../src/core/slices.js";
import type { Answer, Answers, CheckedAnswer } from "../../../../../src/report/answers/answers.js";
import { checkAnswers } from "../../../../../src/report/answers/check.js";
import { plainText } from "../../../../../src/report/answers/naming.js";
import { traceOf, workedExample } from "../../support/worked.js";

/** Fails with the file's own faults where it has any. */
export function checked(text: string): Answers {
  const { document, trace } = traceOf(text);
  return runToEnd(checkAnswers(document, trace, never));
}

/** The worked example with these answers. */
export function expecting(expect: string, optimizer = ""): string {
  return workedExample.replace('"loss": "mse"', `"loss": "mse",${optimizer}\n  "expect": ${expect}`);
}

/** `f₂ wrong`, one a claim. */
export function verdicts({ answers }: Answers): readonly string[] {
  return answers.map(({ name, verdict }) => `${plainText(name)} ${verdict}`);
}

/** Messages of what is not right. */
export function messages({ answers }: Answers): readonly string[] {
  return answers.filter(({ verdict }) => verdict !== "right").map(({ message }) => message);
}

export function isChecked(answer: Answer): answer is CheckedAnswer {
  return answer.verdict === "right" || answer.verdict === "lastDigit" || answer.verdict === "wrong";
}

/** The slips that give what is written, for the answer at an index. */
export function slipsAt({ answers }: Answers, index: number): readonly string[] {
  const answer = answers[index];
  if (!isChecked(answer) || answer.fault?.kind !== "root") return [];
  return (answer.fault.tried ?? []).filter(({ isMatch }) => isMatch).map(({ label }) => plainText(label));
}
