/** A host for the page without VS Code: the real session, the real answers, and a message port that copies as VS Code's does. */
import { checkedGradient } from "../../../src/client/checkedGradient.js";
import type { Updates } from "../../../src/client/cursor.js";
import { panelAnswer } from "../../../src/client/panelAnswers.js";
import { PanelSheet } from "../../../src/client/panelSheet.js";
import { TraceSession } from "../../../src/client/session.js";
import { type Sheet, sheetOf } from "../../../src/client/sheet.js";
import { unwanted } from "../../../src/client/slicer.js";
import { WhatIf, whatIfState } from "../../../src/client/whatIf.js";
import type { HostEvents, PanelState, ToHost, ToPage } from "../../../src/protocol/panel.js";
import { readToHost } from "../../../src/protocol/toHost.js";
import type { Change } from "../../../src/protocol/whatIf.js";

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
  /** What is supposed before anything is shown. */
  readonly supposed?: readonly Change[];
  /** What the page kept the last time it was open. */
  readonly saved?: unknown;
}

/** As many updates as a person asks the preview for. */
const trained = 40;

const { port1, port2 } = new MessageChannel();
const waiting: (() => void)[] = [];
port1.onmessage = () => waiting.shift()?.();

/** In a task of its own, as a message from elsewhere is; a timer's least delay would be one that VS Code does not have. */
function soon(run: () => void): void {
  waiting.push(run);
  port2.postMessage(null);
}

const clock = {
  now: () => performance.now(),
  pause: () => new Promise<void>((resolve) => soon(resolve)),
  delay: (milliseconds: number) => new Promise<void>((resolve) => setTimeout(resolve, milliseconds)),
};

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

  async ready(): Promise<void> {
    await this.#session.ready();
    const { t, selection, updates, isChecked, supposed } = this.#case;
    if (updates !== undefined) await this.#session.updateTo(updates);
    if (supposed !== undefined) await this.#whatIf.suppose(supposed);
    if (isChecked) await this.#whatIf.shown.checkGradients();
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
    this.#shown.follow(this.#sheet?.document === document ? this.#sheet : null, document);
    const state: PanelState = {
      fileName: this.#case.fileName,
      isStale: this.#session.isStale,
      fault: read?.fault ?? null,
      t: traced === null ? 0 : (cursor?.t ?? 0),
      selection: traced === null ? null : (cursor?.selection ?? null),
      decimals: this.#case.decimals ?? 4,
      working: work === null ? null : { what: "Tracing", fraction: work.fraction },
      checked: checked?.parameters.map(checkedGradient) ?? null,
      sheet: this.#shown.shown?.shape ?? null,
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
    const reply = await panelAnswer(this.#whatIf, this.#shown.shown, request, (error) => this.failures.push(String(error)));
    if (isSupposing) supposing.underWay--;
    this.#post(reply);
  }

  #act(message: Extract<ToHost, { kind: "event" }>): void {
    const taken = this.#session.traced?.updates.taken ?? 0;
    const showing = (update: number, of = update): void => void this.#session.updateTo({ taken: of, shown: update });
    if (message.name === "goToStep") this.#session.goTo(message.detail.t);
    else if (message.name === "select") this.#session.select(message.detail.place);
    else if (message.name === "putComputed") this.#put(message.detail);
    else if (message.name === "failed") this.failures.push(message.detail.message);
    else if (message.name === "showUpdate") showing(message.detail.update, taken);
    else if (message.name === "takeAdamStep") showing(taken + 1);
    else if (message.name === "undoAdamStep") showing(taken - 1);
    else if (message.name === "train") showing(taken + trained);
    else if (message.name === "checkGradients") void this.#whatIf.shown.checkGradients();
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

/** Bytes of the arrays in a message. */
function bytesOf(value: unknown): number {
  if (ArrayBuffer.isView(value)) return value.byteLength;
  if (typeof value !== "object" || value === null) return 0;
  return Object.values(value).reduce((sum: number, member) => sum + bytesOf(member), 0);
}
