/** Draws the page: at most once a frame, elements first, canvases after them; tables and the spoken line follow when it is quiet. */
import { html, render } from "lit";
import { paintMatrices } from "./optimizer/paint.js";
import { type PageParts, pageTemplate } from "./page.js";
import type { Panel } from "./panel.js";
import { paintKey, paintStrips } from "./strips/paint.js";
import { announcement, tablesTemplate } from "./tables.js";
import { readTheme, type Theme, watchTheme } from "./theme.js";
import type { TraceView } from "./view.js";

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
  #painted = "";
  #measured: readonly Element[] = [];
  readonly #sizes = new ResizeObserver(() => this.schedule());
  /** The trace as it stands on the screen; null while another tab does. */
  view: TraceView | null = null;

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
    this.view = page.tab === "trace" ? page.trace : null;
    const parts: PageParts = { trackWidth: this.#trackWidth };
    render(pageTemplate(page, parts, this.#panel), this.#root);
    if (page.optimizer !== null) paintMatrices(this.#root, page.optimizer);
    if (this.view !== null) this.#moveScroller(this.view);
    const key = this.view === null ? "" : paintKey(this.view);
    if (this.view !== null && key !== this.#painted) paintStrips(this.#root, this.view);
    this.#painted = key;
    this.#whenQuiet();
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
  #moveScroller(view: TraceView): void {
    if (!this.#panel?.isScrollMoved) return;
    this.#panel.isScrollMoved = false;
    const scroller = this.#root.querySelector(".scroller");
    if (scroller !== null && Math.abs(scroller.scrollLeft - view.scroll) > 0.5) scroller.scrollLeft = view.scroll;
  }

  #whenQuiet(): void {
    clearTimeout(this.#quiet);
    this.#quiet = setTimeout(() => {
      const tables = this.#root.querySelector<HTMLElement>("#tables");
      this.#panel?.save();
      if (this.view === null || tables === null) return;
      render(html`${tablesTemplate(this.view)}`, tables);
      this.#speak(announcement(this.view));
    }, QUIET_MS);
  }

  #speak(text: string): void {
    const announcer = this.#root.querySelector("#announcer");
    const step = text.slice(0, text.indexOf(","));
    if (announcer === null || step === this.#spoken) return;
    // The first drawing is no change to speak of.
    if (this.#spoken !== "") announcer.textContent = text;
    this.#spoken = step;
  }
}
