/** The keys that work anywhere on the page but in an input. */

export type Move =
  | { readonly kind: "step"; readonly t: number }
  | { readonly kind: "beside"; readonly by: 1 | -1 }
  | { readonly kind: "scroll"; readonly by: 1 | -1 };

/** What a key asks for: ← → Home End move in time, ↑ ↓ to the neighbouring unit or quantity, with Shift ← → the strips scroll. */
export function moveForKey(
  event: Pick<KeyboardEvent, "key" | "shiftKey" | "ctrlKey" | "altKey" | "metaKey">,
  t: number,
  T: number,
): Move | null {
  if (event.ctrlKey || event.altKey || event.metaKey) return null;
  if (event.shiftKey)
    return event.key === "ArrowLeft" ? { kind: "scroll", by: -1 } : event.key === "ArrowRight" ? { kind: "scroll", by: 1 } : null;
  switch (event.key) {
    case "ArrowLeft":
      return { kind: "step", t: Math.max(1, t - 1) };
    case "ArrowRight":
      return { kind: "step", t: Math.min(T, t + 1) };
    case "Home":
      return { kind: "step", t: 1 };
    case "End":
      return { kind: "step", t: T };
    case "ArrowUp":
      return { kind: "beside", by: -1 };
    case "ArrowDown":
      return { kind: "beside", by: 1 };
    default:
      return null;
  }
}

/** Whether the key belongs to the element it was pressed in. */
export function isOwnKey(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && (target.isContentEditable || /^(INPUT|SELECT|TEXTAREA)$/.test(target.tagName));
}

/** Whether ↑ and ↓ move the selection here, rather than scroll the page. */
export function isInFigure(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest(".figure") !== null;
}
