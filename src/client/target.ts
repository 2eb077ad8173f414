/** Which document a command is about, and its trace once that is there. */
import { l10n, type TextDocument, Uri, window } from "vscode";
import type { AnswerSheets } from "./answers.js";
import { uriIn } from "./arguments.js";
import type { Comparisons } from "./comparisons.js";
import { uriBehind, uriInFront } from "./front.js";
import { openDocument } from "./openDocument.js";
import type { Panels } from "./panels.js";
import type { Reporter } from "./reporter.js";
import { revealFault } from "./reveal.js";
import type { Traced, TraceSession } from "./session.js";
import type { Sessions } from "./sessions.js";
import type { WhatIfs } from "./whatIfs.js";

/** What the commands work with. */
export interface Workbench {
  readonly sessions: Sessions;
  readonly whatIfs: WhatIfs;
  readonly panels: Panels;
  readonly sheets: AnswerSheets;
  readonly comparisons: Comparisons;
  readonly reporter: Reporter;
}

/** A command's document with its trace. */
export interface Target {
  readonly document: TextDocument;
  readonly session: TraceSession;
  readonly traced: Traced;
}

/** The document named by the arguments, else the one in front; null, after saying why, where there is none. */
export async function documentFor(args: readonly unknown[]): Promise<TextDocument | null> {
  const parts = uriIn(args);
  const uri = parts === null ? (uriInFront() ?? uriBehind()) : Uri.from(parts);
  if (uri !== null) return openDocument(uri);
  void window.showInformationMessage(l10n.t("Open a .lstm.json file first."));
  return null;
}

/** The document with the trace of its present text; null, after saying why, where that cannot be had. */
export async function targetFor(args: readonly unknown[], workbench: Workbench): Promise<Target | null> {
  const document = await documentFor(args);
  if (document === null) return null;
  const session = workbench.sessions.of(document);
  const traced = await session.ready();
  if (traced !== null) return { document, session, traced };
  workbench.reporter.background(sayWhyNot(document, session, workbench.panels));
  return null;
}

/** A cancelled trace was the person's wish and a failed one is reported already; a fault is shown, with the way there. */
async function sayWhyNot(document: TextDocument, session: TraceSession, panels: Panels): Promise<void> {
  const fault = session.read?.fault;
  if (session.halt !== null || !fault) return;
  const goToFault = l10n.t("Go to Fault");
  const name = document.uri.path.split("/").at(-1) ?? "";
  const chosen = await window.showErrorMessage(l10n.t("{0}, line {1}: {2}", name, fault.line, fault.message), goToFault);
  if (chosen === goToFault) await revealFault(document, session, panels.find(document.uri)?.panel.viewColumn);
}
