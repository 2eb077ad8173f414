/** Dragging a number: it follows the pointer wherever that goes, and a press that does not move stays a click. */

import type { Link } from "../../report/explanation.js";
import { Drag } from "./steps.js";
import { type Adjustable, parameterOf, type WhatIfActions } from "./view.js";

/** Pixels up to which a press is a click. */
const still = 3;

/** Follows the pointer from a press on the number to its release; Escape takes back what was dragged. */
export function startDrag(event: PointerEvent, number: Adjustable, actions: WhatIfActions): void {
  if (event.button !== 0 || !event.isPrimary) return;
  const root = document.documentElement;
  const drag = new Drag(event.clientX, number.value, number.was);
  const ended = new AbortController();
  const { signal } = ended;
  let { value } = number;
  const end = (): void => {
    ended.abort();
    root.classList.remove("dragging");
    if (root.hasPointerCapture(event.pointerId)) root.releasePointerCapture(event.pointerId);
  };
  const move = ({ pointerId, clientX, shiftKey }: PointerEvent): void => {
    if (pointerId !== event.pointerId) return;
    if (!root.classList.contains("dragging")) {
      if (Math.abs(clientX - event.clientX) <= still) return;
      // From here on the pointer's events are this drag's, so that no click comes of it.
      root.setPointerCapture(pointerId);
      root.classList.add("dragging");
    }
    const to = drag.to(clientX, shiftKey);
    if (to !== value) actions.suppose(number, to);
    value = to;
  };
  const release = ({ pointerId }: PointerEvent): void => {
    if (pointerId !== event.pointerId) return;
    const hasMoved = root.classList.contains("dragging");
    end();
    if (hasMoved && value === number.was) actions.suppose(number, null);
  };
  const pressed = (key: KeyboardEvent): void => {
    if (key.key !== "Escape") return;
    key.preventDefault();
    end();
    actions.suppose(number, number.value === number.was ? null : number.value);
  };
  addEventListener("pointermove", move, { signal });
  addEventListener("pointerup", release, { signal });
  addEventListener("pointercancel", release, { signal });
  addEventListener("keydown", pressed, { signal, capture: true });
}

/** How a number that leads to a parameter's is dragged, and how it looks; null where it is none, or cannot be supposed here. */
export function draggable(
  actions: WhatIfActions | null,
  link: Link,
  value: number,
): { readonly look: string; readonly start: (event: PointerEvent) => void } | null {
  if (actions === null || link.kind !== "source" || parameterOf(link.path) === null) return null;
  const { path } = link;
  const supposed = actions.adjusted(path);
  const number = supposed ?? { path, was: value, value };
  return { look: supposed === null ? " draggable" : " draggable supposed", start: (event) => startDrag(event, number, actions) };
}
