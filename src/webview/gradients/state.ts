/** The Gradients tab's state: what the host has said of the gradients, and where the plot stands. */
import type { GradientAt, GradientSummary, Passage } from "../../protocol/gradients.js";
import type { Marked } from "../../protocol/marked.js";
import type { LayerShape, PanelState, TraceShape } from "../../protocol/panel.js";
import type { GradientPlace } from "../../report/gradientPlace.js";
import type { Connection } from "../connection.js";
import { Latest } from "../latest.js";
import type { Theme } from "../theme.js";
import { scrollToShow, stepsInSight } from "../windowing.js";
import { GradientCache } from "./cache.js";
import { Explaining, type Subject } from "./explaining.js";
import { type GradientsLayout, layOutGradients, rowsOf } from "./layout.js";
import { fits, pickBeside } from "./picking.js";
import type { GradientsActions, GradientsView, Point } from "./view.js";

/** The gradients of one trace, with the layers they are of. */
interface Known {
  readonly summary: GradientSummary;
  readonly cache: GradientCache;
  readonly layers: readonly LayerShape[];
}

interface Asked {
  readonly revision: number;
  readonly layer: number;
}

/** Where the charts of one trace's gradients stand. */
type LaidOut = Pick<GradientsView, "T" | "layer" | "shape" | "t" | "rows" | "layout" | "scroll" | "sight">;

/** What the rest of the page has picked. */
export interface Standing {
  readonly layer: number;
  readonly unit: number;
  readonly t: number;
  /** Where the editor's selection stands. */
  readonly fed: Marked | null;
}

export class GradientsState implements GradientsActions {
  readonly #connection: Connection;
  readonly #changed: () => void;
  readonly #summary: Latest<{ readonly revision: number }, GradientSummary>;
  readonly #at: Latest<Asked & { readonly t: number; readonly unit: number }, GradientAt>;
  readonly #passage: Latest<Asked, Passage>;
  /** The last summary that came; with its cache it stays until a newer one's steps in sight are there. */
  #known: Known | null = null;
  #next: Known | null = null;
  #hover: Point | null = null;
  #firstStep = 0;
  #followed = { t: 0, width: 0, layer: 0 };
  /** As it was laid out last. */
  #sight: GradientsLayout | null = null;
  /** Whether the plot is to be moved to where the state says. */
  isScrollMoved = false;

  readonly #sums: Latest<{ readonly revision: number }, Float64Array>;
  readonly #explaining: Explaining;

  constructor(connection: Connection, explained: GradientPlace | null, changed: () => void) {
    this.#connection = connection;
    this.#changed = changed;
    this.#summary = new Latest((query) => connection.ask("gradients", query), changed);
    this.#at = new Latest((query) => connection.ask("gradientAt", query), changed);
    this.#passage = new Latest((query) => connection.ask("passage", query), changed);
    this.#sums = new Latest((query) => connection.ask("shareSums", query), changed);
    this.#explaining = new Explaining(connection, explained, changed);
  }

  take({ trace }: PanelState): void {
    if (trace?.loss) return;
    for (const latest of [this.#summary, this.#at, this.#passage, this.#sums]) latest.forget();
    // While there is no trace yet, what is to be explained first is kept.
    if (trace !== null) this.#explaining.forget();
    this.#known = null;
    this.#next = null;
  }

  /** What the tab shows; asks the host for what is missing. Null until the first gradients are there. */
  view(host: PanelState, standing: Standing, theme: Theme, width: number): GradientsView | null {
    const { trace } = host;
    if (trace === null || trace.loss === null) return null;
    this.#summary.want({ revision: trace.revision });
    this.#takeSummary(trace);
    if (this.#next !== null && this.#isReady(this.#next, standing, width)) {
      this.#known = this.#next;
      this.#next = null;
    }
    return this.#known === null ? null : this.#derive(this.#known, host, standing, theme, width);
  }

  #takeSummary({ T, revision, layers }: TraceShape): void {
    const summary = this.#summary.value;
    if (summary?.revision !== revision || revision === (this.#next ?? this.#known)?.summary.revision) return;
    const cache = new GradientCache(revision, T, (query) => this.#connection.ask("gradientSteps", query), this.#changed);
    this.#next = { summary, cache, layers };
  }

  /** Asks for the steps that its drawing needs. */
  #isReady(next: Known, standing: Standing, width: number): boolean {
    this.#wantSteps(next, this.#layOut(next, standing, width));
    return next.cache.isComplete;
  }

  #wantSteps({ cache }: Known, { T, layer, t, sight }: LaidOut): void {
    cache.want(layer, { from: Math.max(1, Math.min(sight.from - 1, t)), to: Math.min(T, Math.max(sight.to + 1, t)) });
  }

  /** What is in sight of these gradients. */
  #layOut({ summary, cache, layers }: Known, standing: Standing, width: number): LaidOut {
    const layer = Math.min(standing.layer, layers.length);
    const shape = layers[layer - 1];
    const { T } = cache;
    const t = Math.min(T, standing.t);
    const own = summary.parameters.filter((parameter) => parameter.layer === layer).map(({ name }) => name);
    const rows = rowsOf(shape.cell, shape.quantities, own);
    const layout = layOutGradients(width, T, shape, rows);
    const scroll = this.#scrollFor(t, layout, layer, T);
    return { T, layer, shape, t, rows, layout, scroll, sight: stepsInSight(scroll, layout.stepWidth, layout.plot, T) };
  }

  #derive(known: Known, host: PanelState, standing: Standing, theme: Theme, width: number): GradientsView {
    const { summary, cache, layers } = known;
    const laidOut = this.#layOut(known, standing, width);
    const { T, layer, shape, t, rows, layout, scroll, sight } = laidOut;
    this.#explaining.move(this.#followed.t, t, T);
    this.#follow(laidOut);
    this.#wantSteps(known, laidOut);
    const unit = Math.min(standing.unit, shape.H);
    this.#at.want({ revision: summary.revision, layer, t, unit });
    if (shape.cell !== "dense") this.#passage.want({ revision: summary.revision, layer });
    // What all layers' shares add up to can wait until there is something to see.
    if (cache.isComplete) this.#sums.want({ revision: summary.revision });
    const isPassage = shape.cell !== "dense" && this.#passage.answered?.layer === layer;
    return {
      ...{ summary, cache, T, layer, shape, layers, unit, t, rows, layout, scroll, sight, theme },
      ...{
        hover: this.#hover,
        at: this.#at.answered?.layer === layer ? this.#at.value : null,
        passage: isPassage ? this.#passage.value : null,
      },
      sums: this.#sums.answered?.revision === summary.revision ? this.#sums.value : null,
      explained: this.#explaining.view(summary.revision, (subject) => fits(subject, { summary, layers, T })),
      fed: standing.fed,
      ...{ checked: host.checked, isWorking: host.working !== null, decimals: host.decimals },
    };
  }

  /** When the step, the layer or the width changes, the cursor is brought into sight. */
  #scrollFor(t: number, { stepWidth, plot, width }: GradientsLayout, layer: number, T: number): number {
    const held = Math.min(Math.max(0, T * stepWidth - plot), this.#firstStep * stepWidth);
    return this.#isFollowed(t, width, layer) ? held : scrollToShow(t, held, stepWidth, plot, T);
  }

  #follow({ t, layout, layer, scroll }: LaidOut): void {
    this.#sight = layout;
    if (this.#isFollowed(t, layout.width, layer)) return;
    this.#followed = { t, width: layout.width, layer };
    this.#firstStep = scroll / layout.stepWidth;
    this.isScrollMoved = true;
  }

  #isFollowed(t: number, width: number, layer: number): boolean {
    const followed = this.#followed;
    return followed.t === t && followed.width === width && followed.layer === layer;
  }

  /** What a page that is opened again explains first. */
  get explained(): GradientPlace | null {
    return this.#explaining.place;
  }

  explain(subject: Subject): void {
    this.#explaining.explain(subject);
  }

  explainBefore(): void {
    this.#explaining.back();
  }

  unfold(): void {
    this.#explaining.unfold();
  }

  /** ↑ ↓: what stands above or below in the charts. */
  explainBeside(view: GradientsView, t: number, by: 1 | -1): void {
    this.explain({ kind: "gradient", place: pickBeside(view, this.#explaining.subject, t, by) });
  }

  check(): void {
    this.#connection.tell("checkGradients", {});
  }

  hover(point: Point | null): void {
    if (point === this.#hover) return;
    this.#hover = point;
    this.#changed();
  }

  scrolled(firstStep: number): void {
    // What the element says of the move before does not undo the one that is not drawn yet.
    if (!this.isScrollMoved) this.#scroll(firstStep);
  }

  #scroll(firstStep: number): boolean {
    if (Math.abs(firstStep - this.#firstStep) < 1e-6) return false;
    this.#firstStep = Math.max(0, firstStep);
    this.#hover = null;
    this.#changed();
    return true;
  }

  /** Half a screen on or back; returns whether the plot scrolls at all. */
  scrollBy(by: 1 | -1): boolean {
    if (this.#sight === null || this.#sight.content <= this.#sight.plot) return false;
    const { plot, stepWidth, content } = this.#sight;
    const to = Math.min((content - plot) / stepWidth, Math.max(0, this.#firstStep + (by * plot) / stepWidth / 2));
    if (this.#scroll(to)) this.isScrollMoved = true;
    return true;
  }
}
