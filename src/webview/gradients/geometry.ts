/** Where a step stands in the plot, and what stands at a point of it. */
import type { GradientsView } from "./view.js";

/** The middle of step t's column, from the plot's left edge. */
export function xOf({ layout, scroll }: Pick<GradientsView, "layout" | "scroll">, t: number): number {
  return (t - 0.5) * layout.stepWidth - scroll;
}

/** The step at a point, held to those there are. */
export function stepAtX({ layout, scroll, T }: Pick<GradientsView, "layout" | "scroll" | "T">, x: number): number {
  return Math.min(T, Math.max(1, Math.floor((x + scroll) / layout.stepWidth) + 1));
}

/** The parameter whose row of shares stands at `y`; null elsewhere. */
export function rowAt({ layout }: Pick<GradientsView, "layout">, y: number): string | null {
  const { top, rows, rowHeight } = layout.shares;
  return rows.find((row) => y >= top + row.top && y < top + row.top + rowHeight)?.parameter ?? null;
}

/** Round steps to name on the axis, about `room` pixels apart, the first and the last among them. */
export function axisSteps({ layout, sight, T }: Pick<GradientsView, "layout" | "sight" | "T">, room: number): readonly number[] {
  const least = room / layout.stepWidth;
  const unit = 10 ** Math.floor(Math.log10(Math.max(1, least)));
  const pitch = [1, 2, 5, 10].map((k) => k * unit).find((candidate) => candidate >= least) ?? unit * 10;
  const named = sight.from === 1 ? [1] : [];
  for (let t = Math.ceil(sight.from / pitch) * pitch; t <= sight.to; t += pitch)
    if (t > 1 && (t - 1) * layout.stepWidth >= room * 0.5) named.push(t);
  const last = named[named.length - 1] ?? 0;
  return sight.to === T && (T - last) * layout.stepWidth >= room * 0.6 ? [...named, T] : named;
}
