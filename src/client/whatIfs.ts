/** What is supposed of each document: made when first asked for, ended with the document's session. */
import { Disposable, type TextDocument } from "vscode";
import type { Reporter } from "./reporter.js";
import type { Sessions } from "./sessions.js";
import type { Clock } from "./slicer.js";
import { WhatIf } from "./whatIf.js";

export class WhatIfs implements Disposable {
  private readonly known = new Map<string, WhatIf>();
  private readonly subscription: Disposable;

  constructor(
    private readonly sessions: Sessions,
    private readonly clock: Clock,
    private readonly reporter: Reporter,
  ) {
    this.subscription = new Disposable(
      sessions.changed.subscribe(({ document }) => {
        if (sessions.find(document) === undefined) this.end(document.uri.toString());
      }),
    );
  }

  /** How many there are. */
  get count(): number {
    return this.known.size;
  }

  of(document: TextDocument): WhatIf {
    const uri = document.uri.toString();
    const whatIf = this.known.get(uri) ?? new WhatIf(this.sessions.of(document), this.clock, this.reporter.failed);
    this.known.set(uri, whatIf);
    return whatIf;
  }

  dispose(): void {
    for (const uri of [...this.known.keys()]) this.end(uri);
    this.subscription.dispose();
  }

  private end(uri: string): void {
    this.known.get(uri)?.dispose();
    this.known.delete(uri);
  }
}
