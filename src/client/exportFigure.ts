/** Export Figure…: what the panel's tab shows as a picture, SVG or PNG, on white. */
import { commands, l10n, type Uri, window } from "vscode";
import { exportArgumentsIn } from "./exportArguments.js";
import { openTrace } from "./openTrace.js";
import type { PageFigure } from "./pageFigures.js";
import { placeFor, sayExported, write } from "./saving.js";
import { type Target, targetFor, type Workbench } from "./target.js";

const formats = ["svg", "png"] as const;
type Format = (typeof formats)[number];

/** The file written; null where the person chose none, or after saying why nothing was written. */
export async function exportFigure(args: readonly unknown[], workbench: Workbench): Promise<Uri | null> {
  const target = await targetFor(args, workbench);
  if (target === null) return null;
  const asked = exportArgumentsIn(args);
  const format = asked.format === null ? await chosenFormat() : formatNamed(asked.format);
  if (format === null) return null;
  const figure = await figureOf(target, workbench, format);
  if (figure.bytes === null) {
    if (figure.reason === null) return refuse(l10n.t("This tab has no figure. The Trace, Gradients and Optimizer tabs have one."));
    return refuse(l10n.t("The figure could not be drawn: {0}.", figure.reason));
  }
  const place = await placeFor(target.document, asked.target, { label: format.toUpperCase(), extension: format });
  if (place === null || !(await write(place, [figure.bytes]))) return null;
  if (asked.target === null) workbench.reporter.background(sayExported(place.uri, () => commands.executeCommand("vscode.open", place.uri)));
  return place.uri;
}

async function chosenFormat(): Promise<Format | null> {
  const choices = [
    { label: "SVG", detail: l10n.t("Lines and letters: sharp at any size"), format: "svg" as const },
    { label: "PNG", detail: l10n.t("Pixels: two for each of the screen's"), format: "png" as const },
  ];
  const chosen = await window.showQuickPick(choices, { title: l10n.t("Export Figure"), matchOnDetail: true });
  return chosen?.format ?? null;
}

function formatNamed(named: unknown): Format | null {
  return (
    formats.find((each) => each === named) ?? refuse(l10n.t("There is no format {0}; there are {1}.", String(named), formats.join(", ")))
  );
}

/** Asks the page of the panel, which is opened or brought into sight where it is not. */
async function figureOf({ document }: Target, { panels }: Workbench, format: Format): Promise<PageFigure> {
  if (panels.find(document.uri)?.panel.visible !== true) await openTrace(document, panels);
  const view = panels.find(document.uri);
  return view === undefined ? { bytes: null, reason: l10n.t("there is no panel") } : view.figures.ask(format);
}

function refuse(reason: string): null {
  void window.showInformationMessage(reason);
  return null;
}
