/** Long work that no panel shows says so in a notification that can cancel it. */
import { Disposable, ProgressLocation, window } from "vscode";
import type { Panels } from "./panels.js";
import type { Reporter } from "./reporter.js";
import type { TraceSession } from "./session.js";
import type { Sessions, Tracked } from "./sessions.js";
import { workText } from "./status.js";

/** Work shorter than this is over before a notification could be read, in milliseconds. */
const worthSaying = 1000;

export class LongWork implements Disposable {
  private readonly shown = new Set<TraceSession>();
  private readonly subscription: Disposable;

  constructor(
    sessions: Sessions,
    private readonly panels: Panels,
    private readonly reporter: Reporter,
  ) {
    this.subscription = new Disposable(sessions.changed.subscribe((tracked) => this.consider(tracked)));
  }

  dispose(): void {
    this.subscription.dispose();
  }

  private consider({ document, session }: Tracked): void {
    const isLong = session.work !== null && session.work.elapsed >= worthSaying;
    if (!isLong || this.shown.has(session) || this.panels.find(document.uri)?.panel.visible) return;
    this.shown.add(session);
    const name = document.uri.path.split("/").at(-1);
    this.reporter.background(
      window.withProgress({ location: ProgressLocation.Notification, title: `Unroll: ${name}`, cancellable: true }, (progress, token) => {
        token.onCancellationRequested(() => session.cancel());
        return untilIdle(session, (text, increment) => progress.report({ message: text, increment })).finally(() =>
          this.shown.delete(session),
        );
      }),
    );
  }
}

/** Tells the work of a session as it goes on, and resolves when there is none any more. */
function untilIdle(session: TraceSession, tell: (text: string, increment: number) => void): Promise<void> {
  return new Promise((resolve) => {
    let percent = 0;
    const stop = session.changed.subscribe(() => {
      const { work } = session;
      if (work === null) {
        stop();
        resolve();
        return;
      }
      const now = Math.floor(work.fraction * 100);
      // Reading comes before tracing, so the bar starts again: an increment below zero is none.
      tell(workText(work), Math.max(0, now - percent));
      percent = now;
    });
  });
}
