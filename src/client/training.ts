/** The commands about Adam's updates: take one, take it back, train, write what came of it into the file, check the gradients behind it. */
import { l10n, Range, WorkspaceEdit, window, workspace } from "vscode";
import { writeTraining } from "../document/writeTraining.js";
import type { CheckedGradient } from "../protocol/panel.js";
import { formatNumber } from "../report/format.js";
import { countIn, countTyped, mostUpdates, uriIn } from "./arguments.js";
import { checkedGradient } from "./checkedGradient.js";
import type { Updates } from "./cursor.js";
import type { Traced, TraceSession } from "./session.js";
import { unwanted } from "./slicer.js";
import { type Target, targetFor, type Workbench } from "./target.js";

/** Where the updates of a file stand. */
export interface UpdatePosition {
  /** Updates behind the state shown. */
  readonly update: number;
  /** The optimizer's t at it. */
  readonly t: number;
  /** The loss at it; null where the gradients are given, or an exercise hides it. */
  readonly loss: number | null;
}

type Command = (args: readonly unknown[], workbench: Workbench) => Promise<unknown>;

/** One more update after those taken; null, after saying why, where there is none. */
export const takeAdamStep: Command = async (args, workbench) => {
  const target = await trainable(args, workbench);
  return target === null ? null : train(target, 1);
};

/** The last update taken is taken back. */
export const undoAdamStep: Command = async (args, workbench) => {
  const target = await trainable(args, workbench);
  if (target === null) return null;
  const { taken } = target.traced.updates;
  if (taken === 0) return refuse(l10n.t("No update has been taken."));
  return show(target.session, { taken: taken - 1, shown: taken - 1 });
};

/** As many updates as the arguments say, or else the person. */
export const trainSome: Command = async (args, workbench) => {
  const target = await trainable(args, workbench);
  const count = target === null ? null : await countFor(args, left(target.traced));
  return target === null || count === null ? null : train(target, count);
};

/** The state shown goes into the text, as one edit of these numbers alone; the updates then begin anew from there. Returns whether it did. */
export const writeParameters: Command = async (args, workbench) => {
  const target = await trainable(args, workbench);
  if (target === null) return null;
  const { document, session, traced } = target;
  const { training, updates } = traced;
  if (session.cursor?.whatIf !== undefined)
    return refuse(l10n.t("Apply or discard the what-if first: these are not the file's own updates."));
  if (training === null || updates.shown === 0) return refuse(l10n.t("The file says what is shown already: no update has been taken."));
  const { version } = document;
  const state = await session.compute(traced, (shouldYield) => training.stateAt(updates.shown, shouldYield));
  if (state === unwanted) return null;
  const result = await session.compute(traced, (shouldYield) => writeTraining(traced.document, state, shouldYield));
  if (result === unwanted) return null;
  if (result.kind === "refused") return refuse(l10n.t("Nothing was written: {0}.", result.message));
  if (document.version !== version) return refuse(l10n.t("Nothing was written: the text was edited meanwhile."));
  const edit = new WorkspaceEdit();
  for (const { range, text } of result.edits) {
    edit.replace(document.uri, new Range(document.positionAt(range.start), document.positionAt(range.end)), text);
  }
  session.forgetUpdates();
  const isWritten = await workspace.applyEdit(edit);
  if (isWritten) return true;
  await session.updateTo(updates);
  return refuse(l10n.t("Nothing was written: VS Code did not apply the edit."));
};

/** What is compared with differences: one entry a parameter, in the order of the file. */
export const checkGradients: Command = async (args, workbench): Promise<readonly CheckedGradient[] | null> => {
  const target = await targetFor(args, workbench);
  if (target === null) return null;
  if (target.traced.trace.loss === null) return refuse(l10n.t("This file has no targets, so there is no loss to take gradients of."));
  const check = await target.session.checkGradients();
  if (check === null) return null;
  const wrong = check.parameters.filter(({ isRight }) => !isRight).map(({ name }) => name);
  if (uriIn(args) === null && !workbench.panels.find(target.document.uri)?.panel.visible) {
    const text = check.isRight
      ? l10n.t("Every gradient agrees with differences.")
      : l10n.t("Gradients that do not agree: {0}", wrong.join(", "));
    void window.showInformationMessage(text);
  }
  return check.parameters.map((one) => checkedGradient(one, target.traced.hiding));
};

/** The document with its trace, where its model can take updates; null, after saying why, where it cannot. */
async function trainable(args: readonly unknown[], workbench: Workbench): Promise<Target | null> {
  const target = await targetFor(args, workbench);
  if (target === null || target.traced.training !== null) return target;
  const { optimizer } = target.traced.trace.model;
  return refuse(
    optimizer === null
      ? l10n.t('This file has no optimizer. Add one: "optimizer": { "type": "adam" }')
      : l10n.t("This file has neither targets nor gradients, so there is nothing to take an update by."),
  );
}

async function train(target: Target, count: number): Promise<UpdatePosition | null> {
  const { taken } = target.traced.updates;
  const possible = left(target.traced);
  if (possible === 0) return refuse(l10n.t("The file gives gradients for {0} updates, and all are taken.", taken));
  const goal = taken + Math.min(count, possible);
  return show(target.session, { taken: goal, shown: goal });
}

async function show(session: TraceSession, wanted: Updates): Promise<UpdatePosition | null> {
  const traced = await session.updateTo(wanted);
  if (traced === null) return null;
  const { updates, training, seen, hiding } = traced;
  const loss = hiding.indicesInTrace("loss").length > 0 ? null : (seen.loss?.total ?? null);
  return { update: updates.shown, t: (training?.model.optimizer?.t ?? 0) + updates.shown, loss };
}

/** How many more updates can be taken. */
function left({ training, updates }: Traced): number {
  return Math.min(mostUpdates, (training?.limit ?? 0) - updates.taken);
}

/** How many updates the arguments name, or else the person; null, after saying why, where it is no such number. */
async function countFor(args: readonly unknown[], most: number): Promise<number | null> {
  const range = l10n.t("A number of updates from 1 to {0}", formatNumber(most, 0));
  const given = countIn(args);
  if (given !== null)
    return Number.isInteger(given) && given >= 1 ? given : refuse(l10n.t("{0} updates cannot be taken. {1}", given, range));
  const typed = await window.showInputBox({
    title: l10n.t("Train"),
    prompt: range,
    value: String(Math.min(100, most)),
    validateInput: (text) => (countTyped(text, most) === null ? range : null),
  });
  return typed === undefined ? null : countTyped(typed, most);
}

function refuse(reason: string): null {
  void window.showInformationMessage(reason);
  return null;
}
