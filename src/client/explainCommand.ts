/** The command Explain Value at Cursor: from the number under the text's cursor to its explanation in the panel. */
import { l10n, window } from "vscode";
import { pathAt } from "../document/locate.js";
import type { Marked } from "../protocol/marked.js";
import { markIn, offsetIn } from "./marker.js";
import { openTrace } from "./openTrace.js";
import { targetFor, type Workbench } from "./target.js";

/** What is explained; null, after saying why, where nothing is. */
export async function explainAtCursor(args: readonly unknown[], workbench: Workbench): Promise<Marked | null> {
  const target = await targetFor(args, workbench);
  if (target === null) return null;
  const { document, traced } = target;
  const offset = offsetIn(document);
  const path = offset === null ? [] : pathAt(traced.document, offset);
  const sheet = path[0] === "expect" ? await workbench.sheets.ready(target) : null;
  const mark = markIn(path, sheet === null ? null : { answers: sheet.answers });
  if (mark === null || (mark.kind === "answer" && mark.t === 0)) {
    void window.showInformationMessage(
      l10n.t("Put the cursor on a parameter, an input, a target, an initial state, an answer or a number of the optimizer."),
    );
    return null;
  }
  if (workbench.panels.find(document.uri)?.panel.visible !== true) await openTrace(document, workbench.panels);
  workbench.panels.find(document.uri)?.explain(mark);
  return mark;
}
