/** What If…, Apply What If, Discard What If. */
import { l10n, Range, WorkspaceEdit, window, workspace } from "vscode";
import { pathAt } from "../document/locate.js";
import { parameterNumberAt } from "../document/parameterNumber.js";
import type { Change } from "../protocol/whatIf.js";
import { labelOf } from "../report/entries.js";
import { formatNumber } from "../report/format.js";
import { changeIn, uriIn } from "./arguments.js";
import { decimals } from "./settings.js";
import { documentFor, type Target, targetFor, type Workbench } from "./target.js";
import { type WhatIf, whatIfState } from "./whatIf.js";

/** What comes of a what-if. */
export interface Outcome {
  /** The loss with all that is supposed; null without one. */
  readonly loss: number | null;
  /** That of the file. */
  readonly lossWas: number | null;
  /** What is supposed, in the order of the text. */
  readonly suppositions: readonly { readonly label: string; readonly was: number; readonly value: number }[];
}

type Command = (args: readonly unknown[], workbench: Workbench) => Promise<unknown>;

/** Supposes what the arguments say, or what the person types of the number their cursor stands in; null, after saying why, where it is none. */
export const suppose: Command = async (args, workbench): Promise<Outcome | null> => {
  const target = await targetFor(args, workbench);
  if (target === null) return null;
  const change = changeIn(args) ?? (await typed(target));
  if (change === null) return null;
  const whatIf = workbench.whatIfs.of(target.document);
  if (!(await whatIf.suppose([change]))) return refuse(l10n.t("The file has no number of a parameter there."));
  const outcome = outcomeOf(whatIf);
  if (uriIn(args) === null && !workbench.panels.find(target.document.uri)?.panel.visible) say(outcome);
  return outcome;
};

/** Writes what is supposed into the text, as one edit of these numbers alone. Returns whether it did; null, after saying why, where it cannot. */
export const applyWhatIf: Command = async (args, workbench) => {
  const target = await targetFor(args, workbench);
  if (target === null) return null;
  const { document, session } = target;
  const whatIf = workbench.whatIfs.of(document);
  if (whatIf.placed.length === 0) return refuse(l10n.t("Nothing is supposed, so there is nothing to apply."));
  if (session.read?.version !== document.version) return refuse(l10n.t("Nothing was written: the text was edited meanwhile."));
  const edit = new WorkspaceEdit();
  for (const { range, text } of whatIf.edits()) {
    edit.replace(document.uri, new Range(document.positionAt(range.start), document.positionAt(range.end)), text);
  }
  if (edit.size > 0 && !(await workspace.applyEdit(edit))) return refuse(l10n.t("Nothing was written: VS Code did not apply the edit."));
  // What the text says by itself is supposed no more once it is read.
  await session.ready();
  whatIf.discard();
  return true;
};

/** Forgets what is supposed; the file is as it was. Returns how many numbers that were. */
export const discardWhatIf: Command = async (args, workbench) => {
  const document = await documentFor(args);
  if (document === null) return null;
  const whatIf = workbench.whatIfs.of(document);
  const { length } = whatIf.placed;
  whatIf.discard();
  return length;
};

function outcomeOf(whatIf: WhatIf): Outcome {
  const { suppositions, lossWas } = whatIfState(whatIf).whatIf;
  return {
    loss: whatIf.shown.traced?.trace.loss?.total ?? null,
    lossWas: lossWas === null ? null : Number(lossWas),
    suppositions: suppositions.map(({ label, was, value }) => ({ label, was: Number(was), value: Number(value) })),
  };
}

/** Asks what the number under the text cursor is to be; null, after saying why, where none is there. */
async function typed({ document, traced }: Target): Promise<Change | null> {
  const editor = window.visibleTextEditors.find((visible) => visible.document === document);
  const path = editor === undefined ? [] : pathAt(traced.document, document.offsetAt(editor.selection.active));
  const place = parameterNumberAt(traced.document, path);
  if (place === null) return refuse(l10n.t("Put the cursor on a number under parameters first, or drag one in the trace."));
  const { parameter, row, col, text } = place;
  const answer = await window.showInputBox({
    title: l10n.t("What If"),
    prompt: l10n.t("{0} is {1} in the file. What if it were…", labelOf(parameter.name, parameter.isVector, row, col), text),
    value: text,
    validateInput: (input) => (isNumber(input) ? null : l10n.t("A number, such as {0}", text)),
  });
  return answer === undefined || !isNumber(answer) ? null : { path: place.path, value: Number(answer) };
}

const isNumber = (text: string): boolean => text.trim() !== "" && Number.isFinite(Number(text));

function say({ loss, lossWas, suppositions }: Outcome): void {
  const what = suppositions.map(({ label, value }) => `${label} = ${value}`).join(", ");
  const text =
    loss === null || lossWas === null
      ? l10n.t("Supposed: {0}. Open the trace to see what comes of it.", what)
      : l10n.t("With {0} the loss would be {1}; it is {2}.", what, formatNumber(loss, decimals()), formatNumber(lossWas, decimals()));
  void window.showInformationMessage(text);
}

function refuse(reason: string): null {
  void window.showInformationMessage(reason);
  return null;
}
