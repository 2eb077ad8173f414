/** One panel: its page hears of every change of the session, asks for numbers and says what the person does. */
import { commands, Disposable, l10n, type TextDocument, type WebviewPanel, WorkspaceEdit, window, workspace } from "vscode";
import { locateNearest } from "../document/locate.js";
import type { Marked } from "../protocol/marked.js";
import type { PageEvents, ToHost, ToPage } from "../protocol/panel.js";
import { readToHost } from "../protocol/toHost.js";
import { rangeIn } from "./answerDiagnostics.js";
import type { AnswerSheets } from "./answers.js";
import { isIn } from "./cursor.js";
import { Marker } from "./marker.js";
import { commandIds } from "./names.js";
import { PanelSheet } from "./panelSheet.js";
import { panelState } from "./panelState.js";
import type { Reporter } from "./reporter.js";
import { answer } from "./requests.js";
import { revealFault, revealRange } from "./reveal.js";
import type { TraceSession } from "./session.js";
import { decimals, onSettingsChanged } from "./settings.js";

type PageEvent = Extract<ToHost, { kind: "event" }>;
type Handlers = { readonly [K in keyof PageEvents]: (detail: PageEvents[K]) => void };

/** What a panel shows, and whom it tells of what fails. */
export interface Shown {
  readonly session: TraceSession;
  readonly sheets: AnswerSheets;
  readonly reporter: Reporter;
}

export class PanelView implements Disposable {
  private readonly subscriptions: Disposable;
  private readonly marker: Marker;
  private readonly session: TraceSession;
  private readonly sheets: AnswerSheets;
  private readonly reporter: Reporter;
  private readonly sheet = new PanelSheet();
  /** Before the page has said that it listens, nothing is sent. */
  private isListening = false;
  /** What a page that is not there yet is to explain first. */
  private toExplain: Marked | null = null;

  constructor(
    private readonly document: TextDocument,
    readonly panel: WebviewPanel,
    { session, sheets, reporter }: Shown,
  ) {
    this.session = session;
    this.sheets = sheets;
    this.reporter = reporter;
    this.marker = new Marker(
      document,
      session,
      () => this.sheet.shown,
      () => this.sendMark(),
    );
    this.subscriptions = Disposable.from(
      this.marker,
      panel.webview.onDidReceiveMessage((data: unknown) => this.receive(data)),
      new Disposable(session.changed.subscribe(() => this.sendState())),
      new Disposable(sheets.changed.subscribe((changed) => changed === document && this.sendState())),
      onSettingsChanged(() => this.sendState()),
    );
  }

  dispose(): void {
    this.subscriptions.dispose();
  }

  /** Has the page explain what stands there. */
  explain(mark: Marked): void {
    this.toExplain = this.isListening ? null : mark;
    if (this.isListening) this.post({ kind: "event", name: "explain", detail: mark });
  }

  private receive(data: unknown): void {
    const message = readToHost(data);
    if (message === null) this.reporter.failed(new Error(`the panel sent a message that is none: ${JSON.stringify(data)?.slice(0, 200)}`));
    else if (message.kind === "request")
      this.reporter.background(answer(this.session, this.sheet.shown, message, this.reporter.failed).then((reply) => this.post(reply)));
    else this.handle(message);
  }

  private handle<E extends PageEvent>({ name, detail }: E): void {
    (this.handlers[name] as (detail: E["detail"]) => void)(detail);
  }

  private readonly handlers: Handlers = {
    ready: () => {
      this.isListening = true;
      this.sendState();
      this.sendMark();
      if (this.toExplain !== null) this.explain(this.toExplain);
    },
    goToStep: ({ t }) => this.session.goTo(t),
    select: ({ place }) => {
      const { traced } = this.session;
      if (traced !== null && (place === null || isIn(place, traced.trace))) this.session.select(place);
      else this.sendState();
    },
    reveal: ({ path }) => {
      const { read } = this.session;
      const range = read === null ? null : locateNearest(read.document, path);
      if (range !== null) this.reporter.background(revealRange(this.document, range, this.panel.viewColumn));
    },
    goToFault: () => this.reporter.background(revealFault(this.document, this.session, this.panel.viewColumn)),
    cancel: () => this.session.cancel(),
    takeAdamStep: () => this.run("takeAdamStep"),
    undoAdamStep: () => this.run("undoAdamStep"),
    train: () => this.run("train"),
    showUpdate: ({ update }) =>
      this.reporter.background(this.session.updateTo({ taken: this.session.traced?.updates.taken ?? 0, shown: update })),
    writeParameters: () => this.run("writeParameters"),
    checkGradients: () => this.run("checkGradients"),
    putComputed: ({ revision, index }) => this.reporter.background(this.putComputed(revision, index)),
    failed: ({ message }) => this.reporter.failed(new Error(message)),
  };

  private run(command: keyof typeof commandIds): void {
    this.reporter.background(commands.executeCommand(commandIds[command], this.document.uri));
  }

  /** One edit of this number alone; nothing where the answers are those of another text. */
  private async putComputed(revision: number, index: number): Promise<void> {
    const { read } = this.session;
    const found = this.sheet.replaceable(revision, index, read?.version === this.document.version ? read.document : null);
    if (found === null) return this.sendState();
    const edit = new WorkspaceEdit();
    edit.replace(this.document.uri, rangeIn(this.document, found.range), found.computedText);
    if (!(await workspace.applyEdit(edit))) void window.showErrorMessage(l10n.t("Nothing was written: VS Code did not apply the edit."));
  }

  private sendState(): void {
    this.sheet.follow(this.sheets.of(this.document), this.session.read?.document ?? null);
    this.marker.update();
    if (!this.isListening) return;
    const fileName = this.document.uri.path.split("/").at(-1) ?? "";
    this.post({ kind: "event", name: "state", detail: panelState(this.session, this.sheet.shown, fileName, decimals()) });
  }

  private sendMark(): void {
    if (this.isListening) this.post({ kind: "event", name: "marked", detail: this.marker.mark });
  }

  private post(message: ToPage): void {
    // A page that is hidden has no one to hear it; it asks for everything when it is shown again.
    this.reporter.background(this.panel.webview.postMessage(message));
  }
}
