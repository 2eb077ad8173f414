/** A host for the page without VS Code: the real session, the real answers, and a message port that copies as VS Code's does. */
import { checkedGradient } from "../../../src/client/checkedGradient.js";
import type { Updates } from "../../../src/client/cursor.js";
import { panelAnswer } from "../../../src/client/panelAnswers.js";
import { PanelSheet } from "../../../src/client/panelSheet.js";
import { revealBlank } from "../../../src/client/revealBlank.js";
import { TraceSession } from "../../../src/client/session.js";
import { type Sheet, sheetOf } from "../../../src/client/sheet.js";
import { unwanted } from "../../../src/client/slicer.js";
import { WhatIf, whatIfState } from "../../../src/client/whatIf.js";
import type { HostEvents, PanelState, ToHost, ToPage } from "../../../src/protocol/panel.js";
import { readToHost } from "../../../src/protocol/toHost.js";
import type { Change } from "../../../src/protocol/whatIf.js";
import { bytesOf } from "./bytes.js";
import { clock, soon } from "./clock.js";
import { Compared } from "./compared.js";

export interface PreviewCase {
  readonly fileName: string;
  readonly text: string;
  /** Where the cursor stands once there is a trace. */
  readonly t?: number;
  readonly selection?: PanelState["selection"];
  readonly decimals?: number;
  /** Members of the state as they are to be shown, whatever the session says. */
  readonly shown?: Partial<PanelState>;
  readonly marked?: HostEvents["marked"];
  /** Updates that are taken before anything is shown. */
  readonly updates?: Updates;
  /** Whether the gradients are checked before anything is shown. */
  readonly isChecked?: boolean;
  /** Another text, or an update, that the trace is compared with. */
  readonly comparedWith?: { readonly name: string; readonly text: string } | { readonly update: number };
  /** What is supposed before anything is shown. */
  readonly supposed?: readonly Change[];
  /** What the page kept the last time it was open. */
  readonly saved?: unknown;
}

/** As many updates as a person asks the preview for. */
const trained = 40;

export class PreviewHost {
  /** What the page said of its own faults; a test wants none. */
  readonly failures: string[] = [];
  /** Steps asked for so far. */
  stepsAsked = 0;
  /** Bytes of numbers sent so far. */
  bytesSent = 0;
  /** Requests to suppose something, and the most of them that were under way at once. */
  readonly supposing = { asked: 0, underWay: 0, most: 0 };
  readonly events: unknown[] = [];
  #case: PreviewCase;
  #version = 1;
  #saved: unknown;
  #session: TraceSession;
  readonly #whatIf: WhatIf;
  readonly #shown = new PanelSheet();
  #checking: object | null = null;
  #sheet: Sheet | null = null;
  #figures = 0;
  readonly #waiting = new Map<number, (bytes: Uint8Array | null) => void>();
  #compared: Compared | null = null;

  constructor(preview: PreviewCase) {
    this.#case = preview;
    this.#saved = preview.saved;
    const source = {
      get version() {
        return host.#version;
      },
      getText: () => this.#case.text,
    };
    const host = this;
    this.#session = new TraceSession(source, clock, null);
    this.#whatIf = new WhatIf(this.#session, clock, (error) => this.failures.push(String(error)));
    this.#session.changed.subscribe(() => void this.#check());
    this.#whatIf.changed.subscribe(() => this.sendState());
    this.#session.failed.subscribe((error) => this.failures.push(String(error)));
  }

  /** What the page gets from `acquireVsCodeApi`. */
  readonly api = {
    postMessage: (data: unknown) => soon(() => this.#receive(structuredClone(data))),
    getState: () => this.#saved,
    setState: (state: unknown) => {
      this.#saved = JSON.parse(JSON.stringify(state));
      return state;
    },
  };

  /** Asks the page for the figure it shows, as the command does; null where it has none. */
  figure(format: "svg" | "png"): Promise<Uint8Array | null> {
    const id = ++this.#figures;
    this.#post({ kind: "event", name: "figureWanted", detail: { id, format } });
    return new Promise((resolve) => this.#waiting.set(id, resolve));
  }

  /** The file. */
  get text(): string {
    return this.#case.text;
  }

  /** Types a new text. */
  async edit(text: string): Promise<void> {
    this.#case = { ...this.#case, text };
    this.#version++;
    this.#session.follow();
    await this.#session.ready();
    this.sendState();
  }

  /** Types a new text into the file it is compared with. */
  async editOther(text: string): Promise<void> {
    await this.#compared?.edit(text);
  }

  async #compare(wanted: NonNullable<PreviewCase["comparedWith"]>): Promise<void> {
    this.#compared = new Compared(this.#session, wanted);
    this.#compared.comparison.changed.subscribe(() => this.sendState());
    this.#compared.comparison.failed.subscribe((error) => this.failures.push(String(error)));
    await this.#compared.comparison.ready();
  }

  async ready(): Promise<void> {
    await this.#session.ready();
    const { t, selection, updates, isChecked, comparedWith, supposed } = this.#case;
    if (updates !== undefined) await this.#session.updateTo(updates);
    if (supposed !== undefined) await this.#whatIf.suppose(supposed);
    if (isChecked) await this.#whatIf.shown.checkGradients();
    if (comparedWith !== undefined) await this.#compare(comparedWith);
    if (t !== undefined) this.#session.goTo(t);
    if (selection !== undefined) this.#session.select(selection);
    this.sendState();
  }

  /** Checks the answers of a text that is traced, once. */
  async #check(): Promise<void> {
    const { traced, read } = this.#session;
    if (traced === null || traced.document !== read?.document || traced.document === this.#checking) return;
    this.#checking = traced.document;
    const sheet = await sheetOf(this.#session, traced);
    if (sheet === unwanted) {
      this.#checking = null;
      return;
    }
    this.#sheet = sheet;
    this.sendState();
  }

  sendState(): void {
    const { traced, read, cursor, work } = this.#session;
    const { checked } = this.#whatIf.shown;
    const document = read?.document ?? null;
    this.#shown.follow(this.#sheet?.document === document ? this.#sheet : null, document, cursor?.revealed);
    const state: PanelState = {
      fileName: this.#case.fileName,
      isStale: this.#session.isStale,
      fault: read?.fault ?? null,
      t: traced === null ? 0 : (cursor?.t ?? 0),
      selection: traced === null ? null : (cursor?.selection ?? null),
      decimals: this.#case.decimals ?? 4,
      working: work === null ? null : { what: "Tracing", fraction: work.fraction },
      checked: checked?.parameters.map((one) => checkedGradient(one, traced?.hiding)) ?? null,
      sheet: this.#shown.shown?.shape ?? null,
      comparison: this.#compared?.comparison.shown?.shape ?? null,
      notice: null,
      ...whatIfState(this.#whatIf),
      ...this.#case.shown,
    };
    this.#post({ kind: "event", name: "state", detail: state });
  }

  #receive(data: unknown): void {
    const message = readToHost(data);
    if (message === null) {
      this.failures.push(`not a message: ${JSON.stringify(data)}`);
      return;
    }
    if (message.kind === "request") {
      if (message.method === "steps") this.stepsAsked += message.query.to - message.query.from + 1;
      void this.#answer(message);
      return;
    }
    this.events.push(message);
    this.#act(message);
  }

  async #answer(request: Extract<ToHost, { kind: "request" }>): Promise<void> {
    const { supposing } = this;
    const isSupposing = request.method === "suppose";
    if (isSupposing) {
      supposing.asked++;
      supposing.most = Math.max(supposing.most, ++supposing.underWay);
    }
    const reply = await panelAnswer(
      this.#whatIf,
      { sheet: this.#shown.shown, comparison: this.#compared?.comparison.shown ?? null },
      request,
      (error) => this.failures.push(String(error)),
    );
    if (isSupposing) supposing.underWay--;
    this.#post(reply);
  }

  #act(message: Extract<ToHost, { kind: "event" }>): void {
    const taken = this.#session.traced?.updates.taken ?? 0;
    const showing = (update: number, of = update): void => void this.#session.updateTo({ taken: of, shown: update });
    if (message.name === "goToStep") this.#session.goTo(message.detail.t);
    else if (message.name === "select") this.#session.select(message.detail.place);
    else if (message.name === "revealBlank") void revealBlank(this.#session, message.detail.key);
    else if (message.name === "figure") this.#waiting.get(message.detail.id)?.(message.detail.bytes);
    else if (message.name === "noFigure") this.#waiting.get(message.detail.id)?.(null);
    else if (message.name === "putComputed") this.#put(message.detail);
    else if (message.name === "failed") this.failures.push(message.detail.message);
    else if (message.name === "showUpdate") showing(message.detail.update, taken);
    else if (message.name === "takeAdamStep") showing(taken + 1);
    else if (message.name === "undoAdamStep") showing(taken - 1);
    else if (message.name === "train") showing(taken + trained);
    else if (message.name === "endComparison") {
      this.#compared = null;
      this.sendState();
    } else if (message.name === "checkGradients") void this.#whatIf.shown.checkGradients();
    else if (message.name === "discardWhatIf") this.#whatIf.discard();
    else if (message.name === "applyWhatIf") void this.#apply();
    else if (message.name === "ready") {
      this.sendState();
      if (this.#case.marked) this.#post({ kind: "event", name: "marked", detail: this.#case.marked });
    }
  }

  #put({ revision, index }: { readonly revision: number; readonly index: number }): void {
    const found = this.#shown.replaceable(revision, index, this.#session.read?.document ?? null);
    const { text } = this.#case;
    if (found !== null) void this.edit(text.slice(0, found.range.start) + found.computedText + text.slice(found.range.end));
  }

  async #apply(): Promise<void> {
    const { text } = this.#case;
    const edits = this.#whatIf.edits();
    const parts = edits.map(({ range, text: put }, k) => text.slice(edits[k - 1]?.range.end ?? 0, range.start) + put);
    await this.edit(parts.join("") + text.slice(edits.at(-1)?.range.end ?? 0));
    this.#whatIf.discard();
  }

  #post(message: ToPage): void {
    if (message.kind === "answer" && message.outcome === "ok") this.bytesSent += bytesOf(message.value);
    window.postMessage(message, "*");
  }
}
