/** Where the extension's own faults go: into the log in full, and before the person once. */
import { type LogOutputChannel, l10n, window } from "vscode";

export class Reporter {
  private readonly shown = new Set<string>();

  constructor(readonly log: LogOutputChannel) {}

  /** Logs a fault of the program; the same message is shown only the first time. */
  readonly failed = (error: unknown): void => {
    this.log.error(error instanceof Error ? (error.stack ?? error.message) : String(error));
    const message = error instanceof Error ? error.message : String(error);
    if (this.shown.has(message)) return;
    this.shown.add(message);
    this.background(this.show(message));
  };

  /** Lets a promise run on its own, with its failure reported. */
  background(promise: PromiseLike<unknown>): void {
    promise.then(undefined, this.failed);
  }

  private async show(message: string): Promise<void> {
    const showLog = l10n.t("Show Log");
    if ((await window.showErrorMessage(l10n.t("Unroll failed: {0}", message), showLog)) === showLog) this.log.show();
  }
}
