/** The sheet of answers as one panel shows it: numbered, and kept while the text has faults or is being checked. */
import type { LstmDocument } from "../document/document.js";
import type { SheetShape } from "../protocol/answers.js";
import type { Answer, BlankAnswer, CheckedAnswer } from "../report/answers/answers.js";
import { plainText } from "../report/answers/naming.js";
import { blankKey } from "../report/answers/place.js";
import type { Sheet } from "./sheet.js";

/** A sheet with its number. */
export interface ShownSheet extends Sheet {
  /** Keys of the blanks that were asked to be shown. */
  readonly revealed: ReadonlySet<string>;
  readonly shape: SheetShape;
}

export class PanelSheet {
  shown: ShownSheet | null = null;
  private revision = 0;

  /** `sheet` is what is known of the text, `read` the text as it was read last, `revealed` what is to be shown of its blanks. */
  follow(sheet: Sheet | null, read: LstmDocument | null, revealed: readonly string[] = []): void {
    const isNew = sheet?.answers !== this.shown?.answers || revealed.length !== this.shown?.revealed.size;
    if (sheet !== null && isNew) {
      const isEmpty = sheet.answers.answers.length === 0;
      this.shown = isEmpty ? null : { ...sheet, revealed: new Set(revealed), shape: shapeOf(sheet, ++this.revision) };
    }
    // A text without faults and without answers has none to keep.
    if (sheet === null && read !== null && read.model !== null && !hasAnswers(read)) this.shown = null;
  }

  /** The answer that the computed value can replace: of this sheet, which is that of `read`, and not right. */
  replaceable(revision: number, index: number, read: LstmDocument | null): CheckedAnswer | null {
    const { shown } = this;
    if (shown === null || shown.shape.revision !== revision || shown.document !== read) return null;
    const answer = shown.answers.answers[index];
    return answer !== undefined && canReplace(answer) ? answer : null;
  }
}

/** Whether the text has anything under `expect`. */
function hasAnswers({ root }: LstmDocument): boolean {
  return root?.kind === "object" && root.members.has("expect");
}

/** Whether an answer is a blank whose number is still to be found. */
export function isHiddenBlank(answer: Answer, { revealed }: Pick<ShownSheet, "revealed">): answer is BlankAnswer {
  return answer.verdict === "blank" && answer.value !== null && !revealed.has(blankKey(answer.place));
}

/** Whether there is a number to be put into the file in place of what is claimed. */
export function canReplace(answer: Answer): answer is CheckedAnswer {
  return (answer.verdict === "wrong" || answer.verdict === "lastDigit") && Number.isFinite(answer.computed);
}

function shapeOf({ answers: { answers, counts, first, rounding } }: Sheet, revision: number): SheetShape {
  let [name, claimed, computed, decimals] = [0, 0, 0, 0];
  for (const answer of answers) {
    name = Math.max(name, plainText(answer.name).length);
    if (!("claimed" in answer)) continue;
    claimed = Math.max(claimed, answer.claimed.length);
    decimals = Math.max(decimals, decimalsOf(answer.claimed));
    if ("computedText" in answer) computed = Math.max(computed, answer.computedText.length);
  }
  const isOff = (answer: Answer) => answer.verdict === "lastDigit" && answer.fault === null;
  const firstLastDigit = answers.findIndex(isOff);
  return {
    ...{ revision, counts, first, rounding, decimals, longest: { name, claimed, computed } },
    firstLastDigit: firstLastDigit < 0 ? null : firstLastDigit,
  };
}

/** Digits behind the point; none of a number with an exponent. */
function decimalsOf(text: string): number {
  return /^-?\d+\.(\d+)$/.exec(text)?.[1].length ?? 0;
}
