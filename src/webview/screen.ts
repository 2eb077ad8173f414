/** Draws the page: at most once a frame, elements first, canvases after them; tables and the spoken line follow when it is quiet. */
import * as l10n from "@vscode/l10n";
import { html, render, type TemplateResult } from "lit";
import { printed } from "./figure/svg.js";
import { gradientsKey, paintGradients } from "./gradients/paint.js";
import { gradientsSaid, gradientsTables } from "./gradients/tables.js";
import { paintMatrices } from "./optimizer/paint.js";
import { type PageParts, pageTemplate } from "./page.js";
import type { Panel } from "./panel.js";
import { paintKey, paintStrips } from "./strips/paint.js";
import { announcement, tablesTemplate } from "./tables.js";
import { readTheme, type Theme, watchTheme } from "./theme.js";
import type { PageView } from "./view.js";
import { whatIfSaid } from "./whatIf/bar.js";

/** After this long without a drawing the tables are brought up to date. */
const QUIET_MS = 150;

export class Screen {
  readonly #root: HTMLElement;
  #panel: Panel | null = null;
  #theme: Theme;
  #width = 0;
  #trackWidth = 0;
  #frame = 0;
  #quiet: ReturnType<typeof setTimeout> | undefined;
  #spoken = "";
  #said = "";
  #painted = "";
  #measured: readonly Element[] = [];
  readonly #sizes = new ResizeObserver(() => this.schedule());
  /** What stands on the screen. */
  page: PageView | null = null;

  constructor(root: HTMLElement) {
    this.#root = root;
    this.#theme = readTheme(0);
    watchTheme(() => {
      this.#theme = readTheme(this.#theme.version + 1);
      this.schedule();
    });
    addEventListener("resize", () => this.schedule());
  }

  show(panel: Panel): void {
    this.#panel = panel;
    this.schedule();
  }

  schedule(): void {
    if (this.#frame !== 0) return;
    this.#frame = requestAnimationFrame(() => {
      this.#frame = 0;
      this.#draw();
      // The first drawing makes the elements whose sizes the next one needs.
      if (this.#measure()) this.#draw();
    });
  }

  #draw(): void {
    if (this.#panel === null) return;
    const page = this.#panel.view({ theme: this.#theme, width: this.#width });
    if (page === null) return;
    this.page = page;
    const parts: PageParts = { trackWidth: this.#trackWidth };
    render(pageTemplate(page, parts, this.#panel), this.#root);
    this.#paintTab(this.#panel, page);
    this.#panel.whatIf.pump();
    this.#whenQuiet();
  }

  #paintTab(panel: Panel, { optimizer, gradients, tab, trace }: PageView): void {
    if (gradients !== null) {
      this.#moveScroller(panel.gradients, gradients.scroll);
      this.#paint(gradientsKey(gradients), gradients, paintGradients);
    } else if (tab === "trace" && trace !== null) {
      this.#moveScroller(panel, trace.scroll);
      this.#paint(paintKey(trace), trace, paintStrips);
    } else {
      this.#painted = "";
      if (optimizer !== null) paintMatrices(this.#root, optimizer);
    }
  }

  /** Paints unless just this was painted last. */
  #paint<V>(key: string, view: V, paint: (root: ParentNode, view: V) => void): void {
    const whole = `${this.page?.tab} ${key}`;
    if (whole !== this.#painted) paint(this.#root, view);
    this.#painted = whole;
  }

  /** Returns whether a size the drawing depends on has changed. */
  #measure(): boolean {
    const main = this.#root.querySelector("main");
    const track = this.#root.querySelector(".slider");
    const elements = [main, track].filter((element) => element !== null);
    if (elements.some((element) => !this.#measured.includes(element))) {
      this.#sizes.disconnect();
      for (const element of elements) this.#sizes.observe(element);
      this.#measured = elements;
    }
    const [width, trackWidth] = [main?.clientWidth ?? 0, track?.clientWidth ?? 0];
    const hasChanged = width !== this.#width || trackWidth !== this.#trackWidth;
    this.#width = width;
    this.#trackWidth = trackWidth;
    return hasChanged;
  }

  // Only when the state moved the strips: while the person scrolls, the element is ahead of the state.
  #moveScroller(state: { isScrollMoved: boolean }, scroll: number): void {
    if (!state.isScrollMoved) return;
    state.isScrollMoved = false;
    const scroller = this.#root.querySelector(".scroller");
    if (scroller !== null && Math.abs(scroller.scrollLeft - scroll) > 0.5) scroller.scrollLeft = scroll;
  }

  #whenQuiet(): void {
    clearTimeout(this.#quiet);
    this.#quiet = setTimeout(() => {
      const tables = this.#root.querySelector<HTMLElement>("#tables");
      this.#panel?.save();
      this.#answerFigures();
      this.#panel?.insights.want(this.page);
      if (this.page === null || tables === null) return;
      const { gradients, trace } = this.page;
      this.#say(whatIfSaid(this.page.host));
      if (gradients !== null) this.#tell(tables, gradientsTables(gradients), `${gradients.t}/${gradients.T}`, gradientsSaid(gradients));
      else if (trace !== null) this.#tell(tables, tablesTemplate(trace), `${trace.t}/${trace.trace.T}`, announcement(trace));
    }, QUIET_MS);
  }

  /** The figure that the host wants is printed when everything in it has come. */
  #answerFigures(): void {
    const { page } = this;
    const panel = this.#panel;
    if (panel === null || page === null || !panel.figures.isWanted) return;
    if (page.tab !== null && isWaiting(page)) return;
    void panel.figures.answer(() => printed(page, this.#root, () => this.#drawAnew()));
  }

  /** With the colours that the page has now. */
  #drawAnew(): void {
    this.#theme = readTheme(this.#theme.version + 1);
    this.#painted = "";
    this.#draw();
  }

  #tell(tables: HTMLElement, content: TemplateResult, step: string, said: string): void {
    render(html`${content}`, tables);
    this.#speak(step, said);
  }

  /** What is supposed, whenever that changes. */
  #say(whatIf: string): void {
    const announcer = this.#root.querySelector("#announcer");
    if (announcer !== null && whatIf !== this.#said) announcer.textContent = whatIf === "" ? l10n.t("the file's own numbers") : whatIf;
    this.#said = whatIf;
  }

  /** Another step is told, the same one not again. */
  #speak(step: string, text: string): void {
    const announcer = this.#root.querySelector("#announcer");
    if (announcer === null || step === this.#spoken) return;
    // The first drawing is no change to speak of.
    if (this.#spoken !== "") announcer.textContent = text;
    this.#spoken = step;
  }
}

/** Whether numbers of the tab's figure are still on their way. */
function isWaiting({ tab, trace, gradients, optimizer }: PageView): boolean {
  if (tab === "gradients") return gradients === null || !gradients.cache.isComplete;
  if (tab === "optimizer") return optimizer === null || (optimizer.update === null && optimizer.refusal === null);
  return tab === "trace" && (trace === null || !trace.steps.isComplete);
}
