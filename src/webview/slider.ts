/** The slider over the steps: drag, click, arrow keys; its thumb moves in 90 ms unless motion is reduced. */
import * as l10n from "@vscode/l10n";
import { html, type TemplateResult } from "lit";
import { box } from "./dom.js";

export interface Slide {
  readonly t: number;
  readonly T: number;
  /** Of the track, in pixels. */
  readonly width: number;
  now(): number;
  goTo(t: number): void;
}

/** Steps up to which each has its tick. */
const MOST_TICKS = 24;

/** The step nearest to a point of the track. */
export function stepAt(x: number, width: number, T: number): number {
  const share = Math.min(1, Math.max(0, x / Math.max(1, width)));
  return Math.round(1 + share * (T - 1));
}

/** Where a key on the slider leads; null for a key that is none of its own. */
export function stepForKey(key: string, t: number, T: number): number | null {
  const page = Math.max(1, Math.round(T / 10));
  const moves: Readonly<Record<string, number>> = {
    ArrowLeft: t - 1,
    ArrowDown: t - 1,
    ArrowRight: t + 1,
    ArrowUp: t + 1,
    PageDown: t - page,
    PageUp: t + page,
    Home: 1,
    End: T,
  };
  const to = moves[key];
  return to === undefined ? null : Math.min(T, Math.max(1, to));
}

function pointed(slide: Slide, event: PointerEvent): void {
  const track = event.currentTarget as HTMLElement;
  if (event.type === "pointerdown") track.setPointerCapture(event.pointerId);
  else if (!track.hasPointerCapture(event.pointerId)) return;
  const { left, width } = track.getBoundingClientRect();
  slide.goTo(stepAt(event.clientX - left, width, slide.T));
}

function keyed(slide: Slide, event: KeyboardEvent): void {
  if (event.ctrlKey || event.altKey || event.metaKey) return;
  const to = stepForKey(event.key, slide.now(), slide.T);
  if (to === null) return;
  event.preventDefault();
  event.stopPropagation();
  slide.goTo(to);
}

export function slider(slide: Slide): TemplateResult {
  const { t, T, width } = slide;
  const at = (step: number): number => (T > 1 ? ((step - 1) / (T - 1)) * width : 0);
  return html`<div class="slider" role="slider" tabindex="0" aria-label=${l10n.t("time step")} aria-valuemin="1" aria-valuemax=${T} aria-valuenow=${t} aria-valuetext=${l10n.t("t = {0} of {1}", t, T)}
      @pointerdown=${(event: PointerEvent) => pointed(slide, event)} @pointermove=${(event: PointerEvent) => pointed(slide, event)} @keydown=${(event: KeyboardEvent) => keyed(slide, event)}>
    <span class="rail"></span>${T <= MOST_TICKS ? Array.from({ length: T }, (_, k) => html`<span class="tick" ${box({ left: at(k + 1) })}></span>`) : ""}
    <span class="done" ${box({ width: at(t) })}></span><span class="thumb" ${box({ left: at(t) })}></span></div>`;
}
