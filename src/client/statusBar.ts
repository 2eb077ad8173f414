/** The status bar: `t 2/2 · loss 0.5299 · answers 11/12` of the document in front. */
import { Disposable, l10n, StatusBarAlignment, type StatusBarItem, window } from "vscode";
import type { AnswerSheets } from "./answers.js";
import type { Front } from "./front.js";
import { decimals, onSettingsChanged } from "./settings.js";
import { answersText, statusOf } from "./status.js";

export class StatusBar implements Disposable {
  private readonly item: StatusBarItem;
  private readonly subscriptions: Disposable;

  constructor(
    private readonly front: Front,
    private readonly sheets: AnswerSheets,
  ) {
    this.item = window.createStatusBarItem("trace", StatusBarAlignment.Right, 100);
    this.item.name = l10n.t("Unroll Trace");
    const update = () => this.update();
    this.subscriptions = Disposable.from(
      this.item,
      new Disposable(front.changed.subscribe(update)),
      new Disposable(sheets.changed.subscribe(update)),
      onSettingsChanged(update),
    );
    update();
  }

  dispose(): void {
    this.subscriptions.dispose();
  }

  private update(): void {
    const { tracked } = this.front;
    if (tracked === null) {
      this.item.hide();
      return;
    }
    const { text: traced, icon, explanation, command } = statusOf(tracked.session, decimals());
    const answers = this.sheets.of(tracked.document)?.answers;
    const text = answers === undefined || answers.counts.total === 0 ? traced : `${traced} · ${answersText(answers.counts)}`;
    this.item.text = icon + text;
    this.item.tooltip = explanation;
    this.item.accessibilityInformation = { label: l10n.t("Trace: {0}", text) };
    this.item.command = { command, title: explanation, arguments: [tracked.document.uri] };
    this.item.show();
  }
}
