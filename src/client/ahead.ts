/** What the page wanted to know of the last trace, to be answered for the next one before it asks: an edit then reaches the eye by one message, not by three. */
import type { Trace } from "../core/trace.js";
import type { TraceShape } from "../protocol/panel.js";
import { isIn } from "./cursor.js";
import type { PanelRequest, Request } from "./requests.js";
import type { Traced } from "./session.js";

/** How many questions of a kind are kept: what is in sight is at most two pieces of the strips. The answers to other kinds may take long. */
const kept = { steps: 2, explain: 1, saturation: 1 } as const;
type Kept = Extract<Request, { method: keyof typeof kept }>;

export class Ahead {
  private asked: readonly Kept[] = [];
  /** The trace they were asked about. */
  private shape: TraceShape | null = null;

  /** Keeps what the page asks about this trace. */
  remember(request: PanelRequest, shape: TraceShape | null): void {
    if (shape === null || !isKept(request)) return;
    const before = this.shape !== null && isAlike(this.shape, shape) ? this.asked : [];
    const others = before.filter((other) => other.method !== request.method);
    const same = before.filter((other) => other.method === request.method && !isSameBut(other, request));
    this.asked = [...others, ...[...same, request].slice(-kept[request.method])];
    this.shape = shape;
  }

  /** The same questions about a newer trace; none where it was asked about already, or is not like the one they were asked about. */
  questions(traced: Traced | null): readonly Request[] {
    if (traced === null || this.shape === null) return [];
    const { shape, trace } = traced;
    if (shape.revision === this.shape.revision || !isAlike(this.shape, shape)) return [];
    this.shape = shape;
    const asked = this.asked.filter((request) => isAnswered(request, trace));
    return asked.map((request) => ({ ...request, query: { ...request.query, revision: shape.revision } }) as Request);
  }
}

/** A step that had a target may have lost it. */
function isAnswered(request: Kept, trace: Trace): boolean {
  return request.method !== "explain" || isIn(request.query.place, trace);
}

function isKept(request: PanelRequest): request is Kept {
  return Object.hasOwn(kept, request.method);
}

function isSameBut(a: Kept, b: Kept): boolean {
  const of = ({ query }: Kept) => JSON.stringify({ ...query, revision: 0 });
  return of(a) === of(b);
}

/** Whether every step, unit and quantity of one trace is there in the other. */
function isAlike(a: TraceShape, b: TraceShape): boolean {
  const of = ({ T, layers, loss }: TraceShape) => JSON.stringify([T, layers.map(({ cell, D, H }) => [cell, D, H]), loss?.count]);
  return of(a) === of(b);
}
