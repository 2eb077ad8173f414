/** Everything one drawing of the Answers tab is made from. */
import type { AnswerDetail, AnswerRow, SheetShape } from "../../protocol/answers.js";
import type { TableLayout } from "./layout.js";

/** What a person can do in the Answers tab. */
export interface AnswersActions {
  pick(index: number): void;
  /** The table was scrolled by so many pixels. */
  scrolled(top: number): void;
  /** Puts the computed value in the place of the answer that is worked out. */
  putComputed(): void;
}

export interface AnswersView {
  readonly sheet: SheetShape;
  readonly layout: TableLayout;
  /** Rows that are drawn; `to` is not included. */
  readonly drawn: { readonly from: number; readonly to: number };
  /** Undefined where it has not come yet. */
  rowAt(index: number): AnswerRow | undefined;
  /** The row that is worked out. */
  readonly picked: number | null;
  /** The row whose answer the editor's selection stands in. */
  readonly fed: number | null;
  /** Of the row picked, or while that is awaited of the one before. */
  readonly detail: AnswerDetail | null;
  /** Whether there is a trace to go to. */
  readonly hasTrace: boolean;
  readonly decimals: number;
}
