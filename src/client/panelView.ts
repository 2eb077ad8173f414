/** One panel: its page hears of every change of the session, asks for numbers and says what the person does. */
import { commands, Disposable, l10n, type TextDocument, type WebviewPanel, WorkspaceEdit, window, workspace } from "vscode";
import { locateNearest } from "../document/locate.js";
import type { Marked } from "../protocol/marked.js";
import type { PageEvents } from "../protocol/pageEvents.js";
import type { ToHost, ToPage } from "../protocol/panel.js";
import { readToHost } from "../protocol/toHost.js";
import { Ahead } from "./ahead.js";
import { rangeIn } from "./answerDiagnostics.js";
import type { AnswerSheets } from "./answers.js";
import type { ShownComparison } from "./comparison.js";
import type { Comparisons } from "./comparisons.js";
import { isIn } from "./cursor.js";
import { Marker } from "./marker.js";
import { commandIds } from "./names.js";
import { PageFigures } from "./pageFigures.js";
import { panelAnswer } from "./panelAnswers.js";
import { PanelSheet } from "./panelSheet.js";
import { panelState } from "./panelState.js";
import type { Reporter } from "./reporter.js";
import type { Answer, PanelRequest } from "./requests.js";
import { revealFault, revealRange } from "./reveal.js";
import { revealBlank } from "./revealBlank.js";
import type { TraceSession } from "./session.js";
import { decimals, onSettingsChanged } from "./settings.js";
import type { WhatIf } from "./whatIf.js";

type PageEvent = Extract<ToHost, { kind: "event" }>;
type Handlers = { readonly [K in keyof PageEvents]: (detail: PageEvents[K]) => void };

/** What a panel shows, and whom it tells of what fails. */
export interface Shown {
  readonly whatIf: WhatIf;
  readonly sheets: AnswerSheets;
  readonly comparisons: Comparisons;
  readonly reporter: Reporter;
}

export class PanelView implements Disposable {
  private readonly subscriptions: Disposable;
  private readonly marker: Marker;
  private readonly session: TraceSession;
  private readonly whatIf: WhatIf;
  private readonly sheets: AnswerSheets;
  private readonly comparisons: Comparisons;
  private readonly reporter: Reporter;
  private readonly sheet = new PanelSheet();
  private readonly ahead = new Ahead();
  /** What is asked of the page. */
  readonly figures = new PageFigures((wanted) => this.post({ kind: "event", name: "figureWanted", detail: wanted }));
  /** Before the page has said that it listens, nothing is sent; one that is hidden is gone, and another one when it is seen again. */
  private isListening = false;
  /** What a page that is not there yet is to explain first. */
  private toExplain: Marked | null = null;
  /** Whether the state is on its way already. */
  private isDue = false;
  private sending: Promise<void> = Promise.resolve();
  private tellNumbers: () => void = () => undefined;
  /** Settles with the first answer to a question for steps, when there are none to ask for, and when the panel is closed; not for a page that stays hidden. */
  readonly hasNumbers = new Promise<void>((resolve) => {
    this.tellNumbers = resolve;
  });

  constructor(
    private readonly document: TextDocument,
    readonly panel: WebviewPanel,
    { whatIf, sheets, comparisons, reporter }: Shown,
  ) {
    const { session } = whatIf;
    this.whatIf = whatIf;
    this.session = session;
    this.sheets = sheets;
    this.comparisons = comparisons;
    this.reporter = reporter;
    this.marker = new Marker(
      document,
      session,
      () => this.sheet.shown,
      () => this.sendMark(),
    );
    this.subscriptions = Disposable.from(
      this.marker,
      this.figures,
      panel.webview.onDidReceiveMessage((data: unknown) => this.receive(data)),
      new Disposable(whatIf.changed.subscribe(() => this.sendState())),
      new Disposable(sheets.changed.subscribe((changed) => changed === document && this.sendState())),
      new Disposable(comparisons.changed.subscribe((changed) => changed === document && this.sendState())),
      onSettingsChanged(() => this.sendState()),
      panel.onDidChangeViewState(() => {
        if (panel.visible) return;
        this.isListening = false;
        this.figures.isListening = false;
      }),
    );
  }

  dispose(): void {
    this.tellNumbers();
    this.subscriptions.dispose();
  }

  /** Has the page explain what stands there, in the state it is told before. */
  explain(mark: Marked): void {
    this.toExplain = this.isListening ? null : mark;
    if (!this.isListening) return;
    this.reporter.background(this.sending.then(() => this.post({ kind: "event", name: "explain", detail: mark })));
  }

  private receive(data: unknown): void {
    const message = readToHost(data);
    if (message === null) this.reporter.failed(new Error(`the panel sent a message that is none: ${JSON.stringify(data)?.slice(0, 200)}`));
    else if (message.kind === "request") {
      this.ahead.remember(message, this.whatIf.shown.traced?.shape ?? null);
      this.reporter.background(this.reply(message));
    } else this.handle(message);
  }

  /** The state that an answer speaks of is told before it. */
  private async reply(request: PanelRequest): Promise<void> {
    const reply = await this.answer(request);
    await this.sending;
    this.post(reply);
    if (request.method === "steps") this.tellNumbers();
  }

  private answer(request: PanelRequest): Promise<Answer> {
    return panelAnswer(this.whatIf, { sheet: this.sheet.shown, comparison: this.comparison() }, request, this.reporter.failed);
  }

  /** Of the file's own trace: there is none while another is supposed. */
  private comparison(): ShownComparison | null {
    return this.whatIf.supposed === null ? this.comparisons.of(this.document) : null;
  }

  private handle<E extends PageEvent>({ name, detail }: E): void {
    (this.handlers[name] as (detail: E["detail"]) => void)(detail);
  }

  private readonly handlers: Handlers = {
    ready: () => {
      this.isListening = true;
      this.sendState();
      this.sendMark();
      this.figures.listens();
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
    cancel: () => {
      this.session.cancel();
      this.whatIf.supposed?.cancel();
    },
    takeAdamStep: () => this.run("takeAdamStep"),
    undoAdamStep: () => this.run("undoAdamStep"),
    train: () => this.run("train"),
    showUpdate: ({ update }) =>
      this.reporter.background(this.session.updateTo({ taken: this.session.traced?.updates.taken ?? 0, shown: update })),
    writeParameters: () => this.run("writeParameters"),
    checkGradients: () => {
      const { shown } = this.whatIf;
      if (shown === this.session) this.run("checkGradients");
      else this.reporter.background(shown.checkGradients());
    },
    putComputed: ({ revision, index }) => this.reporter.background(this.putComputed(revision, index)),
    revealBlank: ({ key }) => this.reporter.background(revealBlank(this.session, key)),
    figure: (detail) => this.figures.figure(detail),
    noFigure: (detail) => this.figures.noFigure(detail),
    endComparison: () => this.comparisons.end(this.document),
    goToOtherFault: () => this.reporter.background(this.comparisons.revealFault(this.document, this.panel.viewColumn)),
    applyWhatIf: () => this.run("applyWhatIf"),
    discardWhatIf: () => this.run("discardWhatIf"),
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
    this.sheet.follow(this.sheets.of(this.document), this.session.read?.document ?? null, this.session.cursor?.revealed);
    this.marker.update();
    if (!this.isListening || this.isDue) return;
    this.isDue = true;
    this.sending = this.sendWhenSettled().catch(this.reporter.failed);
  }

  /** Several changes at once are one message, and what the page will ask about a new trace goes before it. */
  private async sendWhenSettled(): Promise<void> {
    const questions = this.ahead.questions(this.whatIf.shown.traced);
    const answers = await Promise.all(questions.map((request) => this.answer(request)));
    this.isDue = false;
    const known = questions.flatMap((question, index) => {
      const reply = answers[index];
      return reply.outcome === "ok" ? [{ ...question, value: reply.value }] : [];
    });
    if (known.length > 0) this.post({ kind: "event", name: "ahead", detail: known });
    const fileName = this.document.uri.path.split("/").at(-1) ?? "";
    const beside = { sheet: this.sheet.shown, comparison: this.comparison() };
    this.post({ kind: "event", name: "state", detail: panelState(this.whatIf, beside, fileName, decimals()) });
    const { read, traced, work } = this.session;
    if (read !== null && work === null && (traced === null || traced.trace.T === 0)) this.tellNumbers();
  }

  private sendMark(): void {
    if (this.isListening) this.post({ kind: "event", name: "marked", detail: this.marker.mark });
  }

  private post(message: ToPage): void {
    this.reporter.background(this.panel.webview.postMessage(message));
  }
}
