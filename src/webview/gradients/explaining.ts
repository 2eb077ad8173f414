/** What the Gradients tab explains: one number, reached from another, with the way back. */
import type { HostRequests } from "../../protocol/panel.js";
import type { GradientExplanation } from "../../report/explainGradient.js";
import type { Explanation, Link, Working } from "../../report/explanation.js";
import { type GradientPlace, gradientPlace, isSameGradient } from "../../report/gradientPlace.js";
import type { Connection } from "../connection.js";
import { Latest } from "../latest.js";
import { Unfolding } from "../unfolding.js";
import { isSamePlace } from "../view.js";

type Query<K extends keyof HostRequests> = Parameters<HostRequests[K]>[0];

/** A number of the backward pass, or a value of the trace that one is made of. */
export type Subject = Extract<Link, { kind: "value" | "gradient" }>;

export interface ExplainedView {
  readonly subject: Subject | null;
  /** The last that came; of another number while the subject's own is awaited. */
  readonly working: Working | null;
  readonly isAwaited: boolean;
  readonly canGoBack: boolean;
  /** Whether more terms of its sum can be shown. */
  readonly canUnfold: boolean;
}

/** Longer ways back are forgotten from their start. */
const longestTrail = 100;

export class Explaining {
  readonly #changed: () => void;
  readonly #gradient: Latest<Query<"explainGradient">, GradientExplanation>;
  readonly #value: Latest<Query<"explain">, Explanation>;
  readonly #unfolding = new Unfolding();
  #subject: Subject | null;
  #trail: readonly Subject[] = [];
  #known: Working | null = null;

  constructor(connection: Connection, place: GradientPlace | null, changed: () => void) {
    this.#changed = changed;
    this.#subject = place === null ? null : { kind: "gradient", place };
    this.#gradient = new Latest((query) => connection.ask("explainGradient", query), changed);
    this.#value = new Latest((query) => connection.ask("explain", query), changed);
  }

  /** What a page that is opened again explains first. */
  get place(): GradientPlace | null {
    return this.#subject?.kind === "gradient" ? this.#subject.place : null;
  }

  /** Null where nothing is explained, or a value that is no gradient. */
  get subject(): Subject | null {
    return this.#subject;
  }

  explain(subject: Subject): void {
    if (isSameSubject(subject, this.#subject)) return;
    if (this.#subject !== null) this.#trail = [...this.#trail.slice(1 - longestTrail), this.#subject];
    this.#subject = subject;
    this.#changed();
  }

  /** Goes along from step to step. */
  move(from: number, to: number, T: number): void {
    if (this.#subject !== null) this.#subject = atStep(this.#subject, from, to, T);
  }

  back(): void {
    const last = this.#trail.at(-1);
    if (last === undefined) return;
    this.#trail = this.#trail.slice(0, -1);
    this.#subject = last;
    this.#changed();
  }

  /** Shows more terms of a long sum. */
  unfold(): void {
    this.#unfolding.more();
    this.#changed();
  }

  forget(): void {
    this.#gradient.forget();
    this.#value.forget();
    this.#known = null;
    this.#subject = null;
    this.#trail = [];
  }

  /** Asks for what explains the subject in the trace of `revision`; a subject that this trace has no more is forgotten. */
  view(revision: number, isThere: (subject: Subject) => boolean): ExplainedView {
    this.#trail = this.#trail.filter(isThere);
    if (this.#subject !== null && !isThere(this.#subject)) this.forget();
    const subject = this.#subject;
    if (subject === null) return { subject, working: null, isAwaited: false, canGoBack: false, canUnfold: false };
    const terms = this.#unfolding.termsFor(JSON.stringify(subject.place));
    const more = terms !== undefined && { terms };
    if (subject.kind === "gradient") this.#gradient.want({ revision, place: subject.place, ...more });
    else this.#value.want({ revision, place: subject.place, ...more });
    const of = subject.kind === "gradient" ? this.#gradient : this.#value;
    const { answered } = of;
    const isOwn =
      answered !== null &&
      answered.revision === revision &&
      isSameSubject(subject, { kind: subject.kind, place: answered.place } as Subject);
    if (isOwn) this.#known = of.value;
    return { subject, working: this.#known, isAwaited: !isOwn, canGoBack: this.#trail.length > 0, canUnfold: this.#unfolding.hasMore };
  }
}

function isSameSubject(a: Subject, b: Subject | null): boolean {
  if (a.kind === "value") return b?.kind === "value" && isSamePlace(a.place, b.place);
  return b?.kind === "gradient" && isSameGradient(a.place, b.place);
}

/** The same number at another step, as one goes on; what belongs to no step stays. */
export function atStep(subject: Subject, from: number, to: number, T: number): Subject {
  const { place } = subject;
  if (place.t !== from || from === 0) {
    // What lies one step before goes along as well.
    const isLater = subject.kind === "gradient" && (subject.place.kind === "later" || subject.place.kind === "laterNorm");
    if (!isLater || place.t !== from - 1) return subject;
    return { kind: "gradient", place: gradientPlaceAt(subject.place, Math.min(T - 1, to - 1)) };
  }
  if (subject.kind === "value") return { kind: "value", place: { ...subject.place, t: to } };
  return { kind: "gradient", place: gradientPlaceAt(subject.place, to) };
}

function gradientPlaceAt({ kind, layer, name, row, col }: GradientPlace, t: number): GradientPlace {
  return gradientPlace(kind, layer, name, { t, row, col });
}
