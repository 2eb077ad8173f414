/** The pointer over the strips: a click goes to a step and explains a value, a drag moves the strips, a hover reads. */

import type { Actions, TraceView } from "../view.js";
import { hitAt } from "./geometry.js";
import { stripPlace } from "./labels.js";

/** Movement up to this many pixels is still a click. */
const STILL = 4;

interface Drag {
  readonly x: number;
  readonly y: number;
  readonly scroll: number;
  isMoving: boolean;
}

interface PlotHandlers {
  scroll(event: Event): void;
  down(event: PointerEvent): void;
  move(event: PointerEvent): void;
  up(event: PointerEvent): void;
  cancel(): void;
  leave(): void;
}

/** One pointer at a time; its drag outlives the drawings made while it lasts. */
let drag: Drag | null = null;

export function plotHandlers(view: TraceView, actions: Actions): PlotHandlers {
  return {
    scroll: (event) => actions.scrolled((event.currentTarget as HTMLElement).scrollLeft / view.figure.stepWidth),
    down: (event) => {
      if (event.button !== 0 || isOnNumber(event)) return;
      drag = { x: event.clientX, y: event.clientY, scroll: view.scroll, isMoving: false };
    },
    move: (event) => (drag === null ? hover(view, actions, event) : moveStrips(view, actions, event, drag)),
    up: (event) => {
      const isClick = drag !== null && !drag.isMoving;
      drag = null;
      if (isClick) choose(view, actions, event);
    },
    cancel: () => {
      drag = null;
    },
    leave: () => actions.hover(null),
  };
}

function isOnNumber(event: PointerEvent): boolean {
  return event.target instanceof Element && event.target.closest(".pick") !== null;
}

function at(event: PointerEvent): { readonly x: number; readonly y: number } {
  const { left, top } = (event.currentTarget as HTMLElement).getBoundingClientRect();
  return { x: event.clientX - left, y: event.clientY - top };
}

function choose(view: TraceView, actions: Actions, event: PointerEvent): void {
  const { x, y } = at(event);
  const hit = hitAt(view, x, y);
  if (hit !== null) actions.goToPlace(stripPlace(view, hit.strip, hit.t, hit.unit));
}

function moveStrips(view: TraceView, actions: Actions, event: PointerEvent, from: Drag): void {
  const moved = event.clientX - from.x;
  if (!from.isMoving && Math.hypot(moved, event.clientY - from.y) <= STILL) return;
  if (view.figure.content <= view.figure.plot) return;
  if (!from.isMoving) (event.currentTarget as HTMLElement).setPointerCapture(event.pointerId);
  from.isMoving = true;
  actions.hover(null);
  actions.moveTo((from.scroll - moved) / view.figure.stepWidth);
}

function hover(view: TraceView, actions: Actions, event: PointerEvent): void {
  const { x, y } = at(event);
  const hit = isOnNumber(event) ? null : hitAt(view, x, y);
  actions.hover(hit === null ? null : { place: stripPlace(view, hit.strip, hit.t, hit.unit), x, y });
}
