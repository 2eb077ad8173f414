/** The status bar: `t 2/2 · loss 0.5299` of the document in front. */
import { Disposable, l10n, StatusBarAlignment, type StatusBarItem, window } from "vscode";
import type { Front } from "./front.js";
import { decimals, onSettingsChanged } from "./settings.js";
import { statusOf } from "./status.js";

export class StatusBar implements Disposable {
  private readonly item: StatusBarItem;
  private readonly subscriptions: Disposable;

  constructor(private readonly front: Front) {
    this.item = window.createStatusBarItem("trace", StatusBarAlignment.Right, 100);
    this.item.name = l10n.t("Unroll Trace");
    const update = () => this.update();
    this.subscriptions = Disposable.from(this.item, new Disposable(front.changed.subscribe(update)), onSettingsChanged(update));
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
    const { text, icon, explanation, command } = statusOf(tracked.session, decimals());
    this.item.text = icon + text;
    this.item.tooltip = explanation;
    this.item.accessibilityInformation = { label: l10n.t("Trace: {0}", text) };
    this.item.command = { command, title: explanation, arguments: [tracked.document.uri] };
    this.item.show();
  }
}
