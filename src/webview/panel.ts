/** The page's state: what the host says, what the person does, what is to be drawn. */
import type { Marked } from "../protocol/marked.js";
import type { PanelState } from "../protocol/panel.js";
import type { Place } from "../report/explanation.js";
import { AnswersState } from "./answers/state.js";
import { ComparisonState } from "./compare/state.js";
import { Connection, type Port } from "./connection.js";
import { deriveTrace, placeOfUnit, unitOf, wantsFor } from "./derive.js";
import { explainMarked } from "./explainMarked.js";
import { Figures } from "./figure/figures.js";
import { GradientsState } from "./gradients/state.js";
import { InsightsState } from "./insights/state.js";
import { MarginState } from "./margin/state.js";
import { OptimizerState } from "./optimizer/state.js";
import { Pending } from "./pending.js";
import { type Keeper, readSaved, type Saved } from "./saved.js";
import type { StepCache } from "./stepCache.js";
import { type Tab, tabShown, tabsOf } from "./tabs.js";
import { Traces } from "./traces.js";
import { type Actions, isSamePlace, type PageView, type Spot, type Surroundings, type TraceView } from "./view.js";
import { WhatIfState } from "./whatIf/state.js";

export class Panel implements Actions {
  readonly #connection: Connection;
  readonly #keeper: Keeper;
  readonly #changed: () => void;
  readonly #t: Pending<number>;
  readonly #place: Pending<Place | null>;
  #host: PanelState | null = null;
  #marked: Marked | null = null;
  readonly #traces: Traces;
  #hover: Spot | null = null;
  #surroundings: Surroundings | null = null;
  #saved: Saved;
  #followed = { t: 0, revision: 0, width: 0, layer: 0 };
  /** Whether the strips are to be moved to where the state says. */
  isScrollMoved = false;
  readonly margin: MarginState;
  readonly optimizer: OptimizerState;
  readonly gradients: GradientsState;
  readonly answers: AnswersState;
  readonly figures: Figures;
  readonly insights: InsightsState;
  readonly comparison: ComparisonState;
  readonly whatIf: WhatIfState;

  constructor(port: Port, keeper: Keeper, changed: () => void) {
    this.#keeper = keeper;
    this.#changed = changed;
    this.#saved = readSaved(keeper);
    this.#t = new Pending((a, b) => a === b, changed);
    this.#place = new Pending<Place | null>(isSamePlace, changed);
    this.#connection = new Connection(port, {
      state: (state) => this.#take(state),
      marked: (marked) => {
        this.#marked = marked;
        changed();
      },
      explain: (marked) => explainMarked(this, marked, this.#host, this.#saved.tab),
      figureWanted: (wanted) => this.figures.want(wanted),
    });
    this.#traces = new Traces((query) => this.#connection.ask("steps", query), changed);
    this.margin = new MarginState(this.#connection, changed);
    this.whatIf = new WhatIfState(this.#connection, () => this.#connection.isIdleBesides("suppose") && this.#traces.next === null, changed);
    this.gradients = new GradientsState(this.#connection, this.#saved.gradient, changed);
    this.optimizer = new OptimizerState(this.#connection, this.#saved.picked, this.whatIf, changed);
    this.answers = new AnswersState(this.#connection, changed);
    this.figures = new Figures(this.#connection, changed);
    this.insights = new InsightsState(this.#connection, changed);
    this.comparison = new ComparisonState(this.#connection, changed);
  }

  start(): void {
    this.#connection.tell("ready", {});
  }

  /** Keeps for the next time this page is opened what the host does not. */
  save(): void {
    this.#keeper.setState({ ...this.#saved, picked: this.optimizer.picked, gradient: this.gradients.explained });
  }

  failed(message: string): void {
    this.#connection.tell("failed", { message });
  }

  #take(state: PanelState): void {
    this.#host = state;
    this.#t.confirmed(state.t);
    this.#place.confirmed(state.selection);
    this.#followSelection(this.#place.shown(state.selection));
    this.#traces.take(state.trace);
    for (const part of [this.gradients, this.optimizer, this.answers, this.comparison, this.whatIf]) part.take(state);
    // What a newer trace's drawing needs is asked for now, not when it is drawn: what the host has sent ahead, or sends soon, is then part of that.
    if (this.#traces.next !== null && this.#surroundings !== null) this.view(this.#surroundings);
    this.#changed();
  }

  #followSelection(place: Place | null): void {
    const unit = unitOf(place);
    if (place === null || unit === null) return;
    this.#saved = { ...this.#saved, layer: place.layer, unit };
  }

  /** Everything one drawing needs; asks the host for what is missing. */
  view(surroundings: Surroundings): PageView | null {
    this.#surroundings = surroundings;
    const host = this.#host;
    if (host === null) return null;
    this.#traces.advance((steps) => wantsFor(this.#derive(steps, host, surroundings)));
    const { shown } = this.#traces;
    const trace = shown === null ? null : this.#derive(shown, host, surroundings);
    if (trace !== null) this.#ask(trace);
    const tabs = tabsOf(host.trace, host.sheet);
    const tab = tabShown(this.#saved.tab, tabs);
    const { theme, width } = surroundings;
    return {
      ...{ host, trace, tabs, tab, update: this.optimizer.shownUpdate() },
      margin: { ...this.margin.view, insights: this.insights.value },
      gradients: tab === "gradients" && trace !== null ? this.gradients.view(host, trace, theme, width) : null,
      optimizer: tab === "optimizer" ? this.optimizer.view(host, theme, width, this.#marked) : null,
      answers: tab === "answers" ? this.answers.view(host, { width, digit: theme.digit, marked: this.#marked }) : null,
    };
  }

  #derive(steps: StepCache, host: PanelState, surroundings: Surroundings): TraceView {
    const input = {
      ...{ steps, host, saved: this.#saved, marked: this.#marked, hover: this.#hover, other: this.comparison.other },
      ...surroundings,
      t: this.#t.shown(host.t),
      selection: this.#place.shown(host.selection),
    };
    const view = deriveTrace(input, this.#followed);
    const scroll = view.scroll / view.figure.stepWidth;
    const hasMoved = view.t !== this.#followed.t || view.figure.width !== this.#followed.width || view.layer !== this.#followed.layer;
    if (hasMoved) {
      this.#followed = { t: view.t, revision: view.trace.revision, width: view.figure.width, layer: view.layer };
      this.#saved = { ...this.#saved, firstStep: scroll };
      this.isScrollMoved = true;
    }
    return view;
  }

  #ask(view: TraceView): void {
    view.steps.want(wantsFor(view));
    this.margin.ask(view, this.#host?.trace?.revision ?? view.trace.revision);
    this.comparison.want(view);
  }

  now(): number {
    return this.#host === null ? 0 : this.#t.shown(this.#host.t);
  }

  goTo(t: number): void {
    const T = this.#traces.shown?.trace.T ?? 0;
    const to = Math.min(T, Math.max(1, t));
    if (this.#host === null || T === 0 || to === this.now()) return;
    this.#t.sent(to);
    this.#connection.tell("goToStep", { t: to });
    this.#changed();
  }

  select(place: Place): void {
    this.#place.sent(place);
    this.#followSelection(place);
    this.#connection.tell("select", { place });
    this.#changed();
  }

  goToPlace(place: Place): void {
    this.goTo(place.t);
    this.select(place);
  }

  showLayer(layer: number): void {
    const shape = this.#traces.shown?.trace.layers[layer - 1];
    if (shape === undefined || this.#host === null) return;
    this.select({ layer, quantity: shape.quantities[0], t: this.now(), unit: 1 });
  }

  showUnit(unit: number): void {
    const { layer } = this.#saved;
    const shape = this.#traces.shown?.trace.layers[layer - 1];
    if (shape !== undefined) this.select(placeOfUnit(shape, this.standing().selection, { layer, t: this.now(), unit }));
  }

  showTab(tab: Tab): void {
    this.#saved = { ...this.#saved, tab };
    // What scrolls is made anew, at its start.
    this.isScrollMoved = true;
    this.gradients.isScrollMoved = true;
    this.#changed();
  }

  reveal(path: readonly (string | number)[]): void {
    this.#connection.tell("reveal", { path });
  }

  revealBlank(key: string): void {
    this.#connection.tell("revealBlank", { key });
  }

  goToFault(): void {
    this.#connection.tell("goToFault", {});
  }

  cancel(): void {
    this.#connection.tell("cancel", {});
  }

  scrolled(firstStep: number): void {
    // What the element says of the move before does not undo the one that is not drawn yet.
    if (!this.isScrollMoved) this.#scroll(firstStep);
  }

  moveTo(firstStep: number): void {
    if (this.#scroll(Math.max(0, firstStep))) this.isScrollMoved = true;
  }

  /** `firstStep` counts in steps, so that it holds at any width. Returns whether it is another one. */
  #scroll(firstStep: number): boolean {
    if (Math.abs(firstStep - this.#saved.firstStep) < 1e-6) return false;
    this.#saved = { ...this.#saved, firstStep };
    this.#hover = null;
    this.#changed();
    return true;
  }

  hover(spot: Spot | null): void {
    if (spot === this.#hover) return;
    this.#hover = spot;
    this.#changed();
  }

  /** What the arrow keys move from; it may be ahead of what is drawn. */
  standing(): { readonly selection: Place | null; readonly unit: number } {
    return { selection: this.#place.shown(this.#host?.selection ?? null), unit: this.#saved.unit };
  }
}
