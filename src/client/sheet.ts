/** The answers of one text, checked, with what they were checked against. */
import { forward } from "../core/forward.js";
import type { ShouldYield, Sliced } from "../core/slices.js";
import type { Trace } from "../core/trace.js";
import { type LstmDocument, readDocument } from "../document/document.js";
import type { Answers } from "../report/answers/answers.js";
import { checkAnswers } from "../report/answers/check.js";
import type { Answerer } from "./answerer.js";
import type { Traced } from "./session.js";
import { unwanted } from "./slicer.js";

/** Answers, the text they stand in as it was read, and the trace of its own numbers. */
export interface Sheet {
  readonly document: LstmDocument;
  readonly answers: Answers;
  readonly trace: Trace;
}

/** The answers of a text, whatever updates are shown; null where it has no model. */
export async function sheetOf(session: Pick<Answerer, "compute">, traced: Traced): Promise<Sheet | null | typeof unwanted> {
  const { document, updates } = traced;
  const { model } = document;
  if (model === null) return null;
  const trace = updates.shown === 0 ? traced.trace : await session.compute(traced, (shouldYield) => forward(model, shouldYield));
  if (trace === unwanted) return unwanted;
  const answers = await session.compute(traced, (shouldYield) => checkAnswers(document, trace, shouldYield));
  return answers === unwanted ? unwanted : { document, answers, trace };
}

/** The answers in a text that nobody traces; null where it has faults. */
export function* sheetInText(text: string, shouldYield: ShouldYield): Sliced<Sheet | null> {
  const document = yield* readDocument(text, shouldYield);
  if (document.model === null) return null;
  const trace = yield* forward(document.model, shouldYield);
  return { document, answers: yield* checkAnswers(document, trace, shouldYield), trace };
}
