/** Two CodeLenses in one line above the text, always both, so that the text never moves. */
import { CodeLens, type CodeLensProvider, Disposable, EventEmitter, l10n, languages, Range, type TextDocument } from "vscode";
import { commandIds, languageId } from "./names.js";
import type { Sessions } from "./sessions.js";
import { decimals, onSettingsChanged } from "./settings.js";
import { statusOf } from "./status.js";

export class TraceCodeLens implements CodeLensProvider, Disposable {
  private readonly emitter = new EventEmitter<void>();
  readonly onDidChangeCodeLenses = this.emitter.event;
  private readonly subscriptions: Disposable;
  /** What each document's lens last said, so that VS Code asks again only when it would say something else. */
  private readonly said = new Map<string, string>();

  constructor(private readonly sessions: Sessions) {
    this.subscriptions = Disposable.from(
      this.emitter,
      new Disposable(sessions.changed.subscribe(({ document, session }) => this.update(document, statusOf(session, decimals()).text))),
      onSettingsChanged(() => this.emitter.fire()),
      languages.registerCodeLensProvider({ language: languageId }, this),
    );
  }

  provideCodeLenses(document: TextDocument): CodeLens[] {
    const { text, explanation, command } = statusOf(this.sessions.of(document), decimals());
    const uri = document.uri;
    this.said.set(uri.toString(), text);
    const top = new Range(0, 0, 0, 0);
    return [
      new CodeLens(top, { title: l10n.t("Open Trace to the Side"), command: commandIds.openTrace, arguments: [uri] }),
      new CodeLens(top, { title: text, tooltip: explanation, command, arguments: [uri] }),
    ];
  }

  dispose(): void {
    this.subscriptions.dispose();
  }

  private update(document: TextDocument, text: string): void {
    const uri = document.uri.toString();
    if (document.isClosed) this.said.delete(uri);
    else if (this.said.has(uri) && this.said.get(uri) !== text) this.emitter.fire();
  }
}
