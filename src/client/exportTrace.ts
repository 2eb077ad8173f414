/** Export Trace…: the trace as JSON, CSV, Markdown or LaTeX, the very bytes that the command line prints. */
import { l10n, ProgressLocation, type QuickPickItem, type Progress as Reported, type Uri, window, workspace } from "vscode";
import { updatesPossible } from "../core/training.js";
import { typedText } from "../document/locate.js";
import { type ExportFormat, exportFormats } from "../report/traceText.js";
import { exportArgumentsIn } from "./exportArguments.js";
import { type ExportedBytes, type ExportJob, exportedBytes, mostBytes } from "./exportWork.js";
import { type FileKind, nameOf, placeFor, sayExported, write } from "./saving.js";
import type { Traced } from "./session.js";
import { decimals } from "./settings.js";
import { unwanted } from "./slicer.js";
import { type Target, targetFor, type Workbench } from "./target.js";

/** Work shorter than this is over before a notification could be read, in milliseconds. */
const worthSaying = 1000;

interface Choice extends QuickPickItem {
  readonly format: ExportFormat;
}

/** The file written; null where the person chose none, or after saying why nothing was written. */
export async function exportTrace(args: readonly unknown[], workbench: Workbench): Promise<Uri | null> {
  const target = await targetFor(args, workbench);
  if (target === null) return null;
  const asked = exportArgumentsIn(args);
  const format = asked.format === null ? await chosenFormat(target.traced) : formatNamed(asked.format);
  const updates = updatesFor(asked.updates, target.traced);
  if (format === null || updates === null) return null;
  const place = await placeFor(target.document, asked.target, kindOf(format), format === "json" ? ".trace" : "");
  if (place === null) return null;
  const parts = await computed(target, { format, updates, decimals: decimals(), name: nameOf(target.document.uri) });
  if (parts === null || !(await write(place, parts))) return null;
  if (asked.target === null) {
    workbench.reporter.background(sayExported(place.uri, async () => window.showTextDocument(await workspace.openTextDocument(place.uri))));
  }
  return place.uri;
}

function kindOf(format: ExportFormat): FileKind {
  const labels: Readonly<Record<ExportFormat, string>> = { json: "JSON", csv: "CSV", md: "Markdown", tex: "LaTeX" };
  return { label: labels[format], extension: format };
}

/** Who exports an exercise gets every number that it asks for, and is told so first. */
async function chosenFormat({ document }: Traced): Promise<ExportFormat | null> {
  const details: Readonly<Record<ExportFormat, string>> = {
    json: l10n.t("Every number in full: steps, gradients, updates"),
    csv: l10n.t("A table, a row a step"),
    md: l10n.t("A worked solution: every equation with the numbers put in"),
    tex: l10n.t("A worked solution, as an article with amsmath"),
  };
  const choices = exportFormats.map((format): Choice => ({ label: kindOf(format).label, detail: details[format], format }));
  const isExercise = typedText(document, ["expect", "exercise"]) === "true";
  const warning = l10n.t("This file is an exercise, and the export has every number that it asks for.");
  const chosen = await window.showQuickPick(choices, {
    title: l10n.t("Export Trace"),
    matchOnDetail: true,
    ...(isExercise ? { placeHolder: warning } : {}),
  });
  return chosen?.format ?? null;
}

function formatNamed(named: unknown): ExportFormat | null {
  const format = exportFormats.find((each) => each === named);
  return format ?? refuse(l10n.t("There is no format {0}; there are {1}.", String(named), exportFormats.join(", ")));
}

/** As many as asked for, else as the panel has taken; where the file gives the gradients, all of these, as on the command line. */
function updatesFor(asked: unknown, { document, updates }: Traced): number | null {
  const { model } = document;
  const possible = model === null ? 0 : updatesPossible(model);
  if (asked === null) return updates.taken > 0 || !model?.given ? updates.taken : possible;
  if (Number.isSafeInteger(asked) && (asked as number) >= 0 && (asked as number) <= possible) return asked as number;
  return refuse(l10n.t("{0} updates cannot be taken of this file.", String(asked)));
}

/** The bytes; null, after saying why, where there are none. */
async function computed({ session, traced }: Target, job: ExportJob): Promise<readonly Uint8Array[] | null> {
  const outcome = await cancellable((isCancelled, progressed) =>
    session.compute(traced, function* (shouldYield) {
      const work = exportedBytes(traced, job, isCancelled, shouldYield);
      let step = work.next();
      while (!step.done) {
        progressed(step.value.done);
        yield step.value;
        step = work.next();
      }
      return step.value;
    }),
  );
  if (outcome === unwanted) return refuse(l10n.t("Nothing was exported: the text was edited meanwhile."));
  if (outcome.kind === "bytes") return outcome.parts;
  const most = Math.round(mostBytes / 2 ** 20);
  return outcome.kind === "cancelled"
    ? null
    : refuse(l10n.t("That would be more than {0} MB. The command line writes any length: unroll trace.", most));
}

type Outcome = ExportedBytes | typeof unwanted;

/** Runs the work, and where it takes its time says so in a notification that can cancel it. */
async function cancellable(run: (isCancelled: () => boolean, progressed: (bytes: number) => void) => Promise<Outcome>): Promise<Outcome> {
  let isCancelled = false;
  let tell: Reported<{ message: string }> | null = null;
  const work = run(
    () => isCancelled,
    (bytes) => tell?.report({ message: l10n.t("{0} MB", (bytes / 2 ** 20).toFixed(1)) }),
  );
  const timer = setTimeout(() => {
    void window.withProgress(
      { location: ProgressLocation.Notification, title: l10n.t("Unroll: exporting"), cancellable: true },
      (progress, token) => {
        tell = progress;
        token.onCancellationRequested(() => {
          isCancelled = true;
        });
        return work.catch(() => undefined);
      },
    );
  }, worthSaying);
  return work.finally(() => clearTimeout(timer));
}

function refuse(reason: string): null {
  void window.showInformationMessage(reason);
  return null;
}
