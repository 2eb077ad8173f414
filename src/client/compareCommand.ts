/** The command Compare With…: asks what to compare a trace with, shows the comparison in the panel, and returns where the two part. */
import { l10n, type QuickPickItem, Uri, window, workspace } from "vscode";
import { defaultTolerance } from "../report/compare/apart.js";
import { comparedIn, stepTyped } from "./arguments.js";
import type { Wanted } from "./comparisons.js";
import { languageId } from "./names.js";
import { openDocument } from "./openDocument.js";
import { openTrace } from "./openTrace.js";
import { type Target, targetFor, type Workbench } from "./target.js";

/** What the command returns. */
export interface ReturnedComparison {
  /** Where the two part first, in the order of computation; the difference is this less the other. Null where they do not by more than the tolerance. */
  readonly first: {
    readonly layer: number;
    readonly t: number;
    readonly quantity: string;
    readonly unit: number;
    readonly a: number;
    readonly b: number;
    readonly difference: number;
  } | null;
  /** What the two do not have in common: sentences. */
  readonly mismatches: readonly string[];
}

type Choice = QuickPickItem & { readonly choose: () => Wanted | null | Promise<Wanted | null> };

/** Arguments: the uri of the trace and `{ uri?, update?, tolerance? }`, in any order; null, after saying why, where there is nothing to compare. */
export async function compareWith(args: readonly unknown[], workbench: Workbench): Promise<ReturnedComparison | null> {
  const target = await targetFor(args, workbench);
  if (target === null) return null;
  if (target.traced.trace.T === 0) return refuse(l10n.t("This file has no time steps."));
  const given = comparedIn(args);
  const wanted = given.uri !== null || given.update !== null ? await named(given, target) : await picked(target, workbench);
  if (wanted === null) return null;
  await openTrace(target.document, workbench.panels);
  const { comparisons } = workbench;
  const shown = await comparisons.begin(target, wanted, given.tolerance ?? defaultTolerance).ready();
  if (shown === null || shown.shape.fault !== null) return null;
  if (comparisons.isHidden(target.document)) {
    comparisons.end(target.document);
    return refuse(l10n.t("An exercise is not compared while values of it are still to be found: the comparison would show them."));
  }
  const { first, mismatches } = shown.shape;
  if (first === null) return { first, mismatches };
  const [a, b, difference] = [first.here, first.there, first.difference].map(Number);
  return { first: { ...first.place, a, b, difference }, mismatches };
}

/** What the arguments name; null, after saying why, where there is no such file or update. */
async function named({ uri, update }: ReturnType<typeof comparedIn>, target: Target): Promise<Wanted | null> {
  if (uri !== null) return ofFile(Uri.from(uri), target);
  const { taken } = target.traced.updates;
  if (update !== null && Number.isInteger(update) && update >= 0 && update <= taken) return { kind: "update", update };
  return refuse(l10n.t("There is no update {0}: {1} are taken.", String(update), taken));
}

async function ofFile(uri: Uri, { document }: Target): Promise<Wanted | null> {
  if (uri.toString() === document.uri.toString()) return refuse(l10n.t("This is the file itself."));
  const other = await openDocument(uri);
  return other === null ? null : { kind: "file", document: other };
}

/** What the person picks. */
async function picked(target: Target, { comparisons }: Workbench): Promise<Wanted | null> {
  const { document, traced } = target;
  const ended = () => {
    comparisons.end(document);
    return null;
  };
  const choices: readonly Choice[] = [
    ...openFiles(target),
    { label: `$(folder-opened) ${l10n.t("Choose a File…")}`, choose: () => chosenFile(target) },
    ...(traced.updates.taken > 0
      ? [{ label: `$(history) ${l10n.t("An Earlier Update…")}`, choose: () => chosenUpdate(traced.updates.taken) }]
      : []),
    ...(comparisons.has(document) ? [{ label: `$(close) ${l10n.t("End the Comparison")}`, choose: ended }] : []),
  ];
  const choice = await window.showQuickPick(choices, { title: l10n.t("Compare With"), matchOnDescription: true });
  return choice === undefined ? null : choice.choose();
}

function openFiles({ document }: Target): readonly Choice[] {
  return workspace.textDocuments
    .filter(({ languageId: of, uri, isClosed }) => of === languageId && !isClosed && uri.toString() !== document.uri.toString())
    .map((other) => ({
      label: other.uri.path.split("/").at(-1) ?? "",
      description: workspace.asRelativePath(other.uri),
      choose: () => ({ kind: "file", document: other }),
    }));
}

async function chosenFile(target: Target): Promise<Wanted | null> {
  const uris = await window.showOpenDialog({ title: l10n.t("Compare With"), filters: { [l10n.t("LSTM JSON")]: ["json"] } });
  return uris?.[0] === undefined ? null : ofFile(uris[0], target);
}

async function chosenUpdate(taken: number): Promise<Wanted | null> {
  const range = l10n.t("An update from 0 to {0}; 0 is the file's own", taken);
  const updateIn = (text: string) => (text.trim() === "0" ? 0 : stepTyped(text, taken));
  const typed = await window.showInputBox({
    title: l10n.t("Compare With an Update"),
    prompt: range,
    value: "0",
    validateInput: (text) => (updateIn(text) === null ? range : null),
  });
  const update = typed === undefined ? null : updateIn(typed);
  return update === null ? null : { kind: "update", update };
}

function refuse(reason: string): null {
  void window.showInformationMessage(reason);
  return null;
}
