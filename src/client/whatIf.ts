/** What if: numbers of a file's parameters supposed to be others, and the session of the text as it would then be. The file itself is left alone. */
import type { LstmDocument } from "../document/document.js";
import { nodeAt } from "../document/locate.js";
import { type ParameterNumber, parameterNumberAt } from "../document/parameterNumber.js";
import type { Path } from "../document/problem.js";
import type { TextEdit } from "../document/write/edits.js";
import { numberText } from "../document/write/pen.js";
import type { PanelState } from "../protocol/panel.js";
import type { Change, WhatIfShape } from "../protocol/whatIf.js";
import { labelOf } from "../report/entries.js";
import { exact } from "../report/format.js";
import type { Answerer } from "./answerer.js";
import { noUpdates, type Supposed, withSupposed } from "./cursor.js";
import { InTurn } from "./inTurn.js";
import { type Source, TraceSession } from "./session.js";
import { Signal } from "./signal.js";
import type { Clock } from "./slicer.js";

/** A number that is supposed, and where the file has its own. */
interface Placed {
  readonly place: ParameterNumber;
  readonly value: number;
}

/** After this long without another change what is supposed is told to all who follow the file's session, in milliseconds. */
const settling = 250;

const keyOf = (path: Path): string => JSON.stringify(path);

export class WhatIf {
  /** Something of the file's session, or of what is supposed, has changed. */
  readonly changed = new Signal();
  /** In the order of the text. */
  placed: readonly Placed[] = [];
  /** Of the text with all numbers put in; null while nothing is supposed. */
  supposed: TraceSession | null = null;
  /** Labels of what an edit of the file made impossible to suppose; until something else is. */
  dropped: readonly string[] = [];
  /** The text that `placed` stands in. */
  private document: LstmDocument | null = null;
  private version = 0;
  private turn = 0;
  /** How often all was forgotten: what was asked for before is not supposed after it. */
  private discarded = 0;
  private updates = noUpdates;
  private revealed: readonly string[] | undefined;
  private readonly unsubscribe: () => void;
  private readonly turns = new InTurn(
    (changes: readonly Change[]) => this.take(changes),
    (first, later) => [...first, ...later],
  );

  /** What was supposed when the file was last open is taken up again, as far as the file still has its numbers. */
  constructor(
    readonly session: TraceSession,
    private readonly clock: Clock,
    private readonly failed: (error: unknown) => void,
  ) {
    this.unsubscribe = session.changed.subscribe(() => this.follow());
    this.follow();
  }

  /** The session whose trace is shown: of what is supposed once it is there, else of the file. */
  get shown(): TraceSession {
    return this.supposed !== null && this.supposed.traced !== null ? this.supposed : this.session;
  }

  /** Who has the trace of this revision; the file's session where none has. */
  answererOf(revision: number): Answerer {
    return this.supposed?.traced?.shape.revision === revision ? this.supposed : this.session;
  }

  /**
   * Supposes all of these at once, and computes. False, and nothing is changed, where the text has faults or no such numbers. What comes while
   * another is being computed waits for it and is taken together: so all that is computed is shown, and none waits for more than one.
   */
  async suppose(changes: readonly Change[]): Promise<boolean> {
    return (await this.turns.ask(changes)) ?? false;
  }

  private async take(changes: readonly Change[]): Promise<boolean> {
    const { discarded } = this;
    if ((await this.session.ready()) === null || this.document === null || discarded !== this.discarded) return false;
    const next = new Map(this.placed.map((placed) => [keyOf(placed.place.path), placed]));
    for (const { path, value } of changes) {
      const place = parameterNumberAt(this.document, path);
      if (place === null || (value !== null && !Number.isFinite(value))) return false;
      if (value === null) next.delete(keyOf(place.path));
      else next.set(keyOf(place.path), { place, value });
    }
    this.dropped = [];
    this.place([...next.values()]);
    await this.supposed?.ready();
    return true;
  }

  /** Forgets all that is supposed. */
  discard(): void {
    this.turns.forget();
    this.discarded++;
    this.dropped = [];
    this.place([]);
  }

  /** What makes the file say what is supposed: each number that differs, with the fewest digits that read back as the same double. */
  edits(): readonly TextEdit[] {
    const others = this.placed.filter(({ place, value }) => !Object.is(place.value, value));
    return others.map(({ place, value }) => ({ range: place.range, text: numberText(value) }));
  }

  dispose(): void {
    this.unsubscribe();
    this.turns.forget();
    this.discarded++;
    this.turn++;
    this.end();
    this.changed.dispose();
  }

  private follow(): void {
    const { session } = this;
    if (session.isFresh && session.traced !== null && session.traced.document !== this.document) this.placeAgain(session.traced.document);
    const { updates = noUpdates, revealed } = session.cursor ?? {};
    const isSame = updates.taken === this.updates.taken && updates.shown === this.updates.shown && revealed === this.revealed;
    this.updates = updates;
    this.revealed = revealed;
    if (!isSame && this.supposed !== null) void this.mirror(this.supposed);
    this.changed.fire();
  }

  /** What is supposed shows as many updates, and the same blanks of an exercise, as the file. */
  private mirror(supposed: TraceSession): Promise<unknown> {
    const { updates, revealed } = this;
    if (supposed.cursor !== null && revealed !== undefined) supposed.cursor = { ...supposed.cursor, revealed };
    return supposed.updateTo(updates);
  }

  /** Finds the numbers again in another text: those it says by itself are supposed no more, those it has no place for are dropped. */
  private placeAgain(document: LstmDocument): void {
    this.document = document;
    const wanted = this.session.cursor?.whatIf ?? [];
    if (wanted.length === 0) return;
    const found = wanted.map(({ path, value }) => ({ path, value, place: parameterNumberAt(document, path) }));
    this.dropped = found.filter(({ place }) => place === null).map(({ path }) => labelOfPath(path));
    const kept = found.flatMap(({ place, value }) => (place === null || Object.is(place.value, value) ? [] : [{ place, value }]));
    this.place(kept);
  }

  private place(placed: readonly Placed[]): void {
    this.placed = [...placed].sort((a, b) => a.place.range.start - b.place.range.start);
    this.version++;
    this.keep(this.placed.map(({ place, value }) => ({ path: place.path, value })));
    if (placed.length === 0) this.end();
    else if (this.supposed === null) this.begin();
    else this.supposed.follow();
    this.changed.fire();
  }

  /** Keeps with the cursor what is supposed; whoever follows the session hears of it when it begins, ends or rests. */
  private keep(whatIf: readonly Supposed[]): void {
    const { session, clock } = this;
    if (session.cursor === null) return;
    const was = session.cursor.whatIf?.length ?? 0;
    session.cursor = withSupposed(session.cursor, whatIf);
    const turn = ++this.turn;
    const tell = () => {
      if (turn === this.turn) session.changed.fire();
    };
    void clock.delay((was === 0) === (whatIf.length === 0) ? settling : 0).then(tell);
  }

  private begin(): void {
    const whatIf = this;
    const source: Source = {
      get version() {
        return whatIf.version;
      },
      getText: () => edited(whatIf.document?.text ?? "", whatIf.edits()),
    };
    this.updates = this.session.cursor?.updates ?? noUpdates;
    this.revealed = this.session.cursor?.revealed;
    const { clock } = this;
    // The page sends the next number when the last is drawn: there is no pause in typing to wait for.
    const unhesitating: Clock = { now: () => clock.now(), pause: () => clock.pause(), delay: () => clock.pause() };
    this.supposed = new TraceSession(source, unhesitating, this.session.cursor, this.session.revisions);
    this.supposed.changed.subscribe(() => this.changed.fire());
    this.supposed.failed.subscribe(this.failed);
  }

  private end(): void {
    const { supposed } = this;
    this.supposed = null;
    supposed?.dispose();
  }
}

/** The text after the edits, which are in its order. */
function edited(text: string, edits: readonly TextEdit[]): string {
  let at = 0;
  let result = "";
  for (const { range, text: put } of edits) {
    result += text.slice(at, range.start) + put;
    at = range.end;
  }
  return result + text.slice(at);
}

/** `W_f[1,2]` from where it stood; in a stack `layer2.W_f[1,2]`. */
function labelOfPath(path: Path): string {
  const isStack = path[0] === "layers";
  const [name, ...indices] = path.slice(isStack ? 3 : 1);
  const entry = indices.length === 0 ? "" : `[${indices.map((index) => Number(index) + 1).join(",")}]`;
  return `${isStack ? `layer${Number(path[1]) + 1}.` : ""}${name}${entry}`;
}

/** What the panel's page is told in place of the file's own trace. */
export function whatIfState({ session, shown, placed, dropped }: WhatIf): Pick<PanelState, "trace" | "whatIf"> {
  const { traced } = session;
  const isStack = traced !== null && nodeAt(traced.document, ["layers"]) !== null;
  const isDeep = (traced?.trace.layers.length ?? 0) > 1;
  const suppositions = placed.map(({ place: { path, layer, parameter, row, col, text }, value }) => {
    const label = (isDeep ? `layer${layer}.` : "") + labelOf(parameter.name, parameter.isVector, row, col);
    return { path, layer, parameter: parameter.name, label, was: text, value: exact(value) };
  });
  const loss = traced?.trace.loss ?? null;
  const whatIf: WhatIfShape = {
    isStack,
    suppositions,
    dropped,
    lossWas: loss === null || traced?.hiding.indicesInTrace("loss").length !== 0 ? null : exact(loss.total),
  };
  return { trace: shown.traced?.shape ?? null, whatIf };
}
