/** The commands: each takes an optional uri, acts on that file or the one in front, and returns what came of it, or null. */
import { commands, Disposable, type ExtensionContext, l10n, window } from "vscode";
import { checkAnswers } from "./answerCommand.js";
import { isStep, stepIn, stepTyped, uriIn } from "./arguments.js";
import { compareWith } from "./compareCommand.js";
import { newFromExample } from "./examples.js";
import { explainAtCursor } from "./explainCommand.js";
import { exportFigure } from "./exportFigure.js";
import { exportTrace } from "./exportTrace.js";
import { commandIds } from "./names.js";
import { openTrace } from "./openTrace.js";
import { revealFault } from "./reveal.js";
import { revealValue } from "./revealCommand.js";
import { decimals } from "./settings.js";
import { lossName } from "./shape.js";
import { lossText } from "./status.js";
import { documentFor, type Target, targetFor, type Workbench } from "./target.js";
import { checkGradients, takeAdamStep, trainSome, undoAdamStep, writeParameters } from "./training.js";
import { applyWhatIf, discardWhatIf, suppose } from "./whatIfCommands.js";

/** Where a file stands after a step. */
export interface Position {
  readonly t: number;
  readonly T: number;
}

/** What Compute Loss returns; null where an exercise hides a loss. */
export interface ComputedLoss {
  /** One entry a step; null too where the step has no target. */
  readonly perStep: readonly (number | null)[];
  readonly total: number | null;
}

type Run = (args: readonly unknown[]) => Promise<unknown>;
type Acting = (args: readonly unknown[], workbench: Workbench) => Promise<unknown>;

/** Those that want nothing but the workbench. */
const acting = {
  takeAdamStep,
  undoAdamStep,
  train: trainSome,
  writeParameters,
  checkGradients,
  whatIf: suppose,
  applyWhatIf,
  discardWhatIf,
  checkAnswers,
  explainAtCursor,
  revealValue,
  exportTrace,
  exportFigure,
  compareWith,
} satisfies Partial<Record<keyof typeof commandIds, Acting>>;

export function registerCommands(workbench: Workbench, context: ExtensionContext): Disposable {
  const { sessions, panels, reporter } = workbench;
  const stepping = (to: (position: Position) => number) => async (args: readonly unknown[]) => {
    const target = await targetFor(args, workbench);
    return target === null ? null : moved(target, to(positionOf(target)));
  };
  const handlers: Readonly<Record<Exclude<keyof typeof commandIds, keyof typeof acting>, Run>> = {
    openTrace: (args) => panels.coming.first(openTraceOf(args, workbench)),
    stepForward: stepping(({ t }) => t + 1),
    stepBack: stepping(({ t }) => t - 1),
    runToEnd: stepping(({ T }) => T),
    reset: stepping(() => 1),
    goToStep: async (args) => {
      const target = await targetFor(args, workbench);
      const t = target === null ? null : await stepFor(args, positionOf(target));
      return target === null || t === null ? null : moved(target, t);
    },
    computeLoss: async (args) => {
      const target = await targetFor(args, workbench);
      return target === null ? null : computeLoss(target, uriIn(args) === null && !panels.find(target.document.uri)?.panel.visible);
    },
    newFromExample: (args) => newFromExample(args, context),
    goToFault: async (args) => {
      const document = await documentFor(args);
      if (document !== null) await revealFault(document, sessions.of(document), panels.find(document.uri)?.panel.viewColumn);
    },
  };
  return Disposable.from(
    ...Object.entries(handlers).map(([name, run]) => register(commandIds[name as keyof typeof commandIds], run, reporter)),
    ...Object.entries(acting).map(([name, act]) =>
      register(commandIds[name as keyof typeof commandIds], (args) => act(args, workbench), reporter),
    ),
  );
}

/** A fault of the program is reported here, and returned to the caller as null like every other refusal. */
function register(id: string, run: (args: readonly unknown[]) => Promise<unknown>, { failed }: Workbench["reporter"]): Disposable {
  return commands.registerCommand(id, async (...args: unknown[]) => {
    try {
      return await run(args);
    } catch (error) {
      failed(error);
      return null;
    }
  });
}

async function openTraceOf(args: readonly unknown[], { sessions, panels }: Workbench): Promise<Position | null> {
  const document = await documentFor(args);
  if (document === null) return null;
  await openTrace(document, panels);
  const session = sessions.of(document);
  return (await session.ready()) === null ? null : { t: session.cursor?.t ?? 0, T: session.traced?.trace.T ?? 0 };
}

function positionOf({ session, traced }: Target): Position {
  return { t: session.cursor?.t ?? 0, T: traced.trace.T };
}

function moved(target: Target, t: number): Position {
  target.session.goTo(t);
  return positionOf(target);
}

/** The step the arguments name, or else the person; null, after saying why, where it is none of this trace. */
async function stepFor(args: readonly unknown[], { t, T }: Position): Promise<number | null> {
  const given = stepIn(args);
  if (given !== null && isStep(given, T)) return given;
  const range = T === 0 ? l10n.t("This file has no time steps.") : l10n.t("A step from 1 to {0}", T);
  if (given !== null || T === 0) {
    void window.showErrorMessage(given === null ? range : l10n.t("There is no step {0}. {1}", given, range));
    return null;
  }
  const typed = await window.showInputBox({
    title: l10n.t("Go to Step"),
    prompt: range,
    value: String(t),
    validateInput: (text) => (stepTyped(text, T) === null ? range : null),
  });
  return typed === undefined ? null : stepTyped(typed, T);
}

/** The losses; in the panel the one at the cursor is explained, and where no panel shows it a message says the total. */
function computeLoss({ session, traced }: Target, isToBeSaid: boolean): ComputedLoss | null {
  const trace = traced.seen;
  if (trace.loss === null) {
    void window.showInformationMessage(l10n.t("This file has no targets, so there is no loss."));
    return null;
  }
  const { perStep, given, count, total } = trace.loss;
  const t = session.cursor?.t ?? 0;
  if (given[t - 1] === 1) session.select({ layer: trace.layers.length, quantity: "loss", t, unit: 1 });
  const { kind, reduction } = trace.model.loss;
  if (isToBeSaid) {
    void window.showInformationMessage(
      l10n.t("Loss {0} ({1}, {2} of {3} steps)", lossText(traced, decimals()), lossName(kind), reduction, count),
    );
  }
  const { hiding } = traced;
  const hidden = new Set(hiding.indicesInTrace("loss_t"));
  return {
    perStep: Array.from(perStep, (loss, index) => (given[index] === 1 && !hidden.has(index) ? loss : null)),
    total: hiding.indicesInTrace("loss").length > 0 ? null : total,
  };
}
