/** A tick behind every right answer in the text, as an inlay hint that a setting switches off. */
import { Disposable, EventEmitter, InlayHint, type InlayHintsProvider, l10n, languages, type Range, type TextDocument } from "vscode";
import type { AnswerSheets } from "./answers.js";
import { languageId } from "./names.js";
import { hasAnswerTicks, onSettingsChanged } from "./settings.js";

export class AnswerTicks implements InlayHintsProvider, Disposable {
  private readonly emitter = new EventEmitter<void>();
  readonly onDidChangeInlayHints = this.emitter.event;
  private readonly subscriptions: Disposable;

  constructor(private readonly sheets: AnswerSheets) {
    this.subscriptions = Disposable.from(
      this.emitter,
      new Disposable(sheets.changed.subscribe(() => this.emitter.fire())),
      onSettingsChanged(() => this.emitter.fire()),
      languages.registerInlayHintsProvider({ language: languageId }, this),
    );
  }

  dispose(): void {
    this.subscriptions.dispose();
  }

  provideInlayHints(document: TextDocument, range: Range): InlayHint[] {
    if (!hasAnswerTicks()) return [];
    const [from, to] = [document.offsetAt(range.start), document.offsetAt(range.end)];
    const right = (this.sheets.of(document)?.answers.answers ?? []).filter(
      (answer) => answer.verdict === "right" && answer.range.start >= from && answer.range.end <= to,
    );
    return right.map(({ range: { end } }) => {
      const hint = new InlayHint(document.positionAt(end), "✓");
      hint.tooltip = l10n.t("Right, to the digits written");
      return hint;
    });
  }
}
