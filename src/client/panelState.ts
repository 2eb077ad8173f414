/** What the panel's page is told about its session. */
import { l10n } from "vscode";
import type { PanelState } from "../protocol/panel.js";
import { checkedGradient } from "./checkedGradient.js";
import type { ShownComparison } from "./comparison.js";
import type { ShownSheet } from "./panelSheet.js";
import type { TraceSession, Work } from "./session.js";
import { type WhatIf, whatIfState } from "./whatIf.js";

/** What stands beside a session's own trace. */
interface Beside {
  readonly sheet: ShownSheet | null;
  readonly comparison: ShownComparison | null;
}

/** The whole state, but for the numbers of the trace. */
export function panelState(whatIf: WhatIf, { sheet, comparison }: Beside, fileName: string, decimals: number): PanelState {
  const { session, shown, supposed } = whatIf;
  const { traced, read, cursor } = session;
  const work = session.work ?? supposed?.work ?? null;
  return {
    fileName,
    isStale: session.isStale,
    fault: read?.fault ?? null,
    t: traced === null ? 0 : (cursor?.t ?? 0),
    selection: traced === null ? null : (cursor?.selection ?? null),
    decimals,
    working: work === null ? null : { what: nameOf(work), fraction: work.fraction },
    checked: shown.checked?.parameters.map((one) => checkedGradient(one, traced?.hiding)) ?? null,
    sheet: sheet?.shape ?? null,
    comparison: comparison?.shape ?? null,
    notice: noticeOf(session),
    ...whatIfState(whatIf),
  };
}

function nameOf({ what }: Work): string {
  const names = {
    reading: l10n.t("Reading"),
    training: l10n.t("Training"),
    tracing: l10n.t("Tracing"),
    checking: l10n.t("Checking gradients"),
  };
  return names[what];
}

function noticeOf({ halt, traced, read }: TraceSession): string | null {
  if (halt === "cancelled") return l10n.t("Tracing was cancelled. Edit the file or run Open Trace to the Side to trace it again.");
  if (halt === "failed") return l10n.t("Unroll failed to trace this file; its log in the Output view says why.");
  if (traced?.trace.T === 0 && traced.training === null && read?.fault === null)
    return l10n.t("This file gives gradients instead of a sequence, so there are no time steps to show.");
  return null;
}
