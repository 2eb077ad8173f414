/** One line about a document's trace, for the status bar and the CodeLens. */
import { l10n } from "vscode";
import type { Counts } from "../report/answers/answers.js";
import { formatFine } from "../report/format.js";
import { commandIds } from "./names.js";
import type { Traced, TraceSession, Work } from "./session.js";

export interface Status {
  readonly text: string;
  /** A codicon before the text; empty where all is well. */
  readonly icon: string;
  readonly explanation: string;
  /** What a click does; called with the document's uri. */
  readonly command: string;
}

export function statusOf(session: TraceSession, decimals: number): Status {
  const { work, read, halt } = session;
  if (work !== null)
    return { text: workText(work), icon: "$(loading~spin) ", explanation: l10n.t("Open the trace"), command: commandIds.openTrace };
  if (halt === "cancelled")
    return { text: l10n.t("trace cancelled"), icon: "$(debug-stop) ", explanation: l10n.t("Trace again"), command: commandIds.openTrace };
  if (halt === "failed")
    return { text: l10n.t("trace failed"), icon: "$(error) ", explanation: l10n.t("The log says why"), command: commandIds.openTrace };
  if (read !== null && read.fault !== null) {
    const { line, message, more } = read.fault;
    const text = more === 0 ? l10n.t("fault in line {0}", line) : l10n.t("{0} faults, the first in line {1}", more + 1, line);
    return { text, icon: "$(error) ", explanation: message, command: commandIds.goToFault };
  }
  return { text: tracedText(session, decimals), icon: "", explanation: l10n.t("Go to step"), command: commandIds.goToStep };
}

export function workText({ what, fraction }: Work): string {
  const percent = Math.floor(fraction * 100);
  const texts = {
    reading: l10n.t("reading {0} %", percent),
    training: l10n.t("training {0} %", percent),
    tracing: l10n.t("tracing {0} %", percent),
    checking: l10n.t("checking gradients {0} %", percent),
  };
  return texts[what];
}

/** How many of the answers and blanks are right, as the panel's tab counts them. */
export function answersText({ right, total }: Counts): string {
  return l10n.t("answers {0}/{1}", right, total);
}

/** The loss of the trace, unless an exercise asks for it. */
export function lossText({ seen, hiding }: Pick<Traced, "seen" | "hiding">, decimals: number): string {
  return hiding.indicesInTrace("loss").length > 0 ? l10n.t("hidden") : formatFine(seen.loss?.total ?? Number.NaN, decimals);
}

function tracedText({ traced, cursor }: TraceSession, decimals: number): string {
  if (traced === null || cursor === null) return l10n.t("tracing…");
  const { T, loss } = traced.trace;
  const { taken, shown } = traced.updates;
  const update = shown === taken ? l10n.t("update {0}", shown) : l10n.t("update {0} of {1}", shown, taken);
  const parts = [
    T === 0 ? l10n.t("no time steps") : `t ${cursor.t}/${T}`,
    ...(taken === 0 ? [] : [update]),
    ...(loss === null ? [] : [l10n.t("loss {0}", lossText(traced, decimals))]),
  ];
  return parts.join(" · ");
}
