/** The page's end of the protocol: requests that are always answered, events out, events in. */

import * as l10n from "@vscode/l10n";
import type { PageEvents } from "../protocol/pageEvents.js";
import type { HostEvents, HostRequests, Known, ToHost, ToPage } from "../protocol/panel.js";
import { isAnswerTo, readMessage } from "./inbound.js";

/** What carries messages: VS Code's webview, or a stand-in. */
export interface Port {
  post(message: ToHost): void;
  listen(receive: (data: unknown) => void): void;
}

export type Answer<T> =
  | { readonly outcome: "ok"; readonly value: T }
  | { readonly outcome: "error"; readonly message: string }
  | { readonly outcome: "disposed" };

type Listeners = { readonly [K in Exclude<keyof HostEvents, "ahead">]: (detail: HostEvents[K]) => void };
type Waiting = { readonly method: keyof HostRequests; readonly settle: (answer: Answer<unknown>) => void };

export class Connection {
  readonly #port: Port;
  readonly #listeners: Listeners;
  readonly #waiting = new Map<number, Waiting>();
  /** Answers that came before their questions, for the newest trace alone. */
  #known: readonly Known[] = [];
  #nextId = 1;

  constructor(port: Port, listeners: Listeners) {
    this.#port = port;
    this.#listeners = listeners;
    port.listen((data) => this.#receive(data));
  }

  /** Whether every request has been answered, those by this method apart. */
  isIdleBesides(method: keyof HostRequests): boolean {
    return [...this.#waiting.values()].every((waiting) => waiting.method === method);
  }

  tell<K extends keyof PageEvents>(name: K, detail: PageEvents[K]): void {
    this.#port.post({ kind: "event", name, detail } as ToHost);
  }

  ask<K extends keyof HostRequests>(method: K, query: Parameters<HostRequests[K]>[0]): Promise<Answer<ReturnType<HostRequests[K]>>> {
    const known = this.#known.find((candidate) => candidate.method === method && isSameQuery(candidate.query, query));
    if (known !== undefined) {
      this.#known = this.#known.filter((other) => other !== known);
      return Promise.resolve(this.#checked(method, known.value) as Answer<ReturnType<HostRequests[K]>>);
    }
    const id = this.#nextId++;
    return new Promise((resolve) => {
      this.#waiting.set(id, { method, settle: (answer) => resolve(answer as Answer<ReturnType<HostRequests[K]>>) });
      this.#port.post({ kind: "request", id, method, query } as ToHost);
    });
  }

  #receive(data: unknown): void {
    const message = readMessage(data);
    if (message === null) this.tell("failed", { message: "the page was sent a message it does not know" });
    else if (message.kind === "answer") this.#settle(message);
    else if (message.name === "ahead") this.#known = message.detail;
    else if (message.name === "state") this.#listeners.state(message.detail);
    else if (message.name === "marked") this.#listeners.marked(message.detail);
    else if (message.name === "explain") this.#listeners.explain(message.detail);
    else this.#listeners.figureWanted(message.detail);
  }

  #settle(message: Extract<ToPage, { kind: "answer" }>): void {
    const waiting = this.#waiting.get(message.id);
    if (waiting === undefined) return;
    this.#waiting.delete(message.id);
    waiting.settle(message.outcome === "ok" ? this.#checked(waiting.method, message.value) : message);
  }

  #checked(method: keyof HostRequests, value: unknown): Answer<unknown> {
    if (isAnswerTo[method](value)) return { outcome: "ok", value };
    this.tell("failed", { message: `the answer to ${method} is not of its form` });
    return { outcome: "error", message: l10n.t("an answer the page does not understand") };
  }
}

/** Both have the form of the same request. */
function isSameQuery(a: object, b: object): boolean {
  const sorted = (query: object) => JSON.stringify(Object.entries(query).sort(([one], [other]) => (one < other ? -1 : 1)));
  return sorted(a) === sorted(b);
}
