/** What the panel's page is told about its session. */
import { l10n } from "vscode";
import type { PanelState } from "../protocol/panel.js";
import type { TraceSession } from "./session.js";

export function panelState(session: TraceSession, fileName: string, decimals: number): PanelState {
  const { traced, read, cursor, work } = session;
  return {
    fileName,
    trace: traced?.shape ?? null,
    isStale: session.isStale,
    fault: read?.fault ?? null,
    t: traced === null ? 0 : (cursor?.t ?? 0),
    selection: traced === null ? null : (cursor?.selection ?? null),
    decimals,
    working: work === null ? null : { what: work.what === "reading" ? l10n.t("Reading") : l10n.t("Tracing"), fraction: work.fraction },
    notice: noticeOf(session),
  };
}

function noticeOf({ halt, traced, read }: TraceSession): string | null {
  if (halt === "cancelled") return l10n.t("Tracing was cancelled. Edit the file or run Open Trace to the Side to trace it again.");
  if (halt === "failed") return l10n.t("Unroll failed to trace this file; its log in the Output view says why.");
  if (traced?.trace.T === 0 && read?.fault === null)
    return l10n.t("This file gives gradients instead of a sequence, so there are no time steps to show.");
  return null;
}
