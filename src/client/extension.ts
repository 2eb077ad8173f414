/** The extension, the same in every host: what a host has of its own comes from its entry file. */
import { config } from "@vscode/l10n";
import { type ExtensionContext, l10n, window } from "vscode";
import { AnswerDiagnostics } from "./answerDiagnostics.js";
import { AnswerSheets } from "./answers.js";
import { AnswerTests } from "./answerTests.js";
import { AnswerTicks } from "./answerTicks.js";
import { TraceCodeLens } from "./codeLens.js";
import { registerCommands } from "./commands.js";
import { Comparisons } from "./comparisons.js";
import { followFiles } from "./files.js";
import { Front } from "./front.js";
import { type CreateLanguageClient, startLanguageClient } from "./language.js";
import { Memory } from "./memory.js";
import { Panels } from "./panels.js";
import { LongWork } from "./progress.js";
import { Reporter } from "./reporter.js";
import { Sessions } from "./sessions.js";
import { Signal } from "./signal.js";
import type { Clock } from "./slicer.js";
import { StatusBar } from "./statusBar.js";
import { followUntitled } from "./untitled.js";
import { WhatIfs } from "./whatIfs.js";

/** What one extension host has and the other has not. */
export interface Host {
  /** Lets every message and timer that is due have its turn. */
  pause(): Promise<void>;
  readonly createLanguageClient: CreateLanguageClient;
}

/** How many there are of what comes and goes with files and panels: what is closed must not stay. */
export interface Alive {
  readonly sessions: number;
  readonly whatIfs: number;
  readonly panels: number;
  readonly sheets: number;
  readonly listeners: number;
}

/** The extension at work. */
export interface Started {
  alive(): Alive;
  /** Ends what `context.subscriptions` cannot wait for. */
  end(): Promise<void>;
}

/** Starts everything. */
export function start(context: ExtensionContext, host: Host): Started {
  // What other layers say finds its translation by itself; VS Code's own function serves the client only.
  if (l10n.bundle !== undefined) config({ contents: l10n.bundle });
  const log = window.createOutputChannel("Unroll", { log: true });
  const reporter = new Reporter(log);
  const clock: Clock = {
    now: () => performance.now(),
    pause: () => host.pause(),
    delay: (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds)),
  };
  const memory = new Memory(context.workspaceState, reporter.failed);
  const sessions = new Sessions(clock, memory, reporter);
  const sheets = new AnswerSheets(sessions, clock, reporter);
  const comparisons = new Comparisons(sessions, clock, reporter);
  const whatIfs = new WhatIfs(sessions, clock, reporter);
  const panels = new Panels(context, { whatIfs, sheets, comparisons, reporter });
  const workbench = { sessions, whatIfs, panels, sheets, comparisons, reporter };
  const front = new Front(sessions, reporter);
  context.subscriptions.push(
    log,
    sessions,
    whatIfs,
    panels,
    front,
    sheets,
    comparisons,
    new AnswerDiagnostics(sheets),
    new AnswerTicks(sheets),
    new AnswerTests(sessions, sheets, reporter),
    new StatusBar(front, sheets),
    new TraceCodeLens(sessions),
    new LongWork(sessions, panels, reporter),
    registerCommands(workbench, context),
    followFiles(memory, reporter),
    followUntitled(memory, workbench),
  );
  const language = startLanguageClient(log, host.createLanguageClient, panels.coming.none(clock));
  return {
    alive: () => ({
      ...{ sessions: sessions.count, whatIfs: whatIfs.count, panels: panels.count, sheets: sheets.count },
      listeners: Signal.listenersAlive,
    }),
    end: async () => {
      await Promise.all([memory.flush(), language.dispose()]);
    },
  };
}
