/** The Answers tab's state: which rows are in sight, which one is picked, and what the host has said of them. */
import type { AnswerDetail, AnswerRow, SheetShape } from "../../protocol/answers.js";
import type { Marked } from "../../protocol/marked.js";
import type { PanelState } from "../../protocol/panel.js";
import type { Connection } from "../connection.js";
import { Latest } from "../latest.js";
import { layOutTable, rowsDrawn } from "./layout.js";
import type { AnswersActions, AnswersView } from "./view.js";

/** Rows asked for at once. */
const pieceLength = 128;

export class AnswersState implements AnswersActions {
  readonly #connection: Connection;
  readonly #changed: () => void;
  readonly #detail: Latest<{ readonly revision: number; readonly index: number }, AnswerDetail>;
  #sheet: SheetShape | null = null;
  #rows = new Map<number, AnswerRow>();
  /** Those of the sheet before: they stay until the new ones come, so that nothing flickers. */
  #before = new Map<number, AnswerRow>();
  #asked = new Set<number>();
  #top = 0;
  /** Null until one was picked in this sheet. */
  #picked: number | null = null;

  constructor(connection: Connection, changed: () => void) {
    this.#connection = connection;
    this.#changed = changed;
    this.#detail = new Latest((query) => connection.ask("answer", query), changed);
  }

  take({ sheet }: PanelState): void {
    if (sheet?.revision === this.#sheet?.revision) return;
    const isOther = sheet?.counts.total !== this.#sheet?.counts.total;
    this.#sheet = sheet;
    this.#before = isOther ? new Map() : new Map([...this.#before, ...this.#rows]);
    this.#rows = new Map();
    this.#asked = new Set();
    if (isOther) this.#picked = null;
    if (sheet === null) this.#detail.forget();
  }

  /** What the tab shows; asks the host for what is missing. */
  view(
    { trace, decimals }: PanelState,
    { width, digit, marked }: { readonly width: number; readonly digit: number; readonly marked: Marked | null },
  ): AnswersView | null {
    const sheet = this.#sheet;
    if (sheet === null) return null;
    const { total } = sheet.counts;
    const drawn = rowsDrawn(total, this.#top);
    for (let piece = Math.floor(drawn.from / pieceLength); piece * pieceLength < drawn.to; piece++) this.#ask(sheet, piece);
    const picked = this.#shownRow(sheet);
    if (picked !== null) this.#detail.want({ revision: sheet.revision, index: picked });
    else this.#detail.forget();
    return {
      ...{ sheet, drawn, picked, decimals, layout: layOutTable(sheet, width, digit), detail: this.#detail.value },
      fed: marked?.kind === "answer" && marked.t > 0 ? marked.t - 1 : null,
      rowAt: (index) => this.#rows.get(index) ?? this.#before.get(index),
      hasTrace: trace !== null && trace.T > 0,
    };
  }

  /** The one picked, or else the first that is worth a look. */
  #shownRow({ first, firstLastDigit }: SheetShape): number | null {
    return this.#picked ?? first ?? firstLastDigit;
  }

  #ask({ revision, counts }: SheetShape, piece: number): void {
    if (this.#asked.has(piece)) return;
    this.#asked.add(piece);
    const from = piece * pieceLength;
    const query = { revision, from, to: Math.min(counts.total, from + pieceLength) - 1 };
    void this.#connection.ask("answers", query).then((answer) => {
      if (answer.outcome !== "ok" || this.#sheet?.revision !== revision) return;
      for (const row of answer.value.rows) this.#rows.set(row.index, row);
      this.#changed();
    });
  }

  pick(index: number): void {
    this.#picked = index;
    this.#changed();
  }

  scrolled(top: number): void {
    const total = this.#sheet?.counts.total ?? 0;
    const before = rowsDrawn(total, this.#top);
    this.#top = top;
    if (rowsDrawn(total, top).from !== before.from) this.#changed();
  }

  putComputed(): void {
    const detail = this.#detail.value;
    if (detail !== null) this.#connection.tell("putComputed", { revision: detail.revision, index: detail.row.index });
  }
}
