/** Where the differences stand: below each strip that is compared, on a scale of their own. */
import type { LayerShape, TraceShape } from "../../protocol/panel.js";
import type { Strip } from "../layout.js";
import type { Quantity } from "../names.js";
import { roundUp, type Scale } from "../scales.js";
import type { OtherView } from "./view.js";

/** Height of a strip of differences below lines. */
const LINES_HEIGHT = 38;
/** Where nothing differs a strip only says so. */
const SAME_HEIGHT = 20;

/** What a comparison adds to the scales and below the strips. */
export type Compared = Pick<OtherView, "layer" | "loss" | "reachOf">;

/** The layer with the ranges of both traces, so that both stand on one scale. */
export function spanning(here: LayerShape, there: Pick<LayerShape, "ranges">): LayerShape {
  const ranges: Partial<Record<Quantity, readonly [number, number]>> = { ...there.ranges };
  for (const [name, [least, greatest]] of Object.entries(here.ranges) as [Quantity, readonly [number, number]][]) {
    const other = there.ranges[name] ?? [least, greatest];
    ranges[name] = [Math.min(least, other[0]), Math.max(greatest, other[1])];
  }
  return { ...here, ranges };
}

/** The loss whose greatest step is that of both. */
export function spanningLoss(here: NonNullable<TraceShape["loss"]>, there: TraceShape["loss"]): NonNullable<TraceShape["loss"]> {
  return there !== null && Number(there.greatest) > Number(here.greatest) ? { ...here, greatest: there.greatest } : here;
}

/** The strip of differences below one that is compared: symmetric about 0, as far as they reach; where that is 0, room for a word. */
export function differenceStrip(strip: Omit<Strip, "top" | "difference">, top: number, reach: number): Strip {
  const high = reach > 0 ? roundUp(reach) : 1;
  const scale: Scale = { kind: "signed", low: -high, high };
  if (reach === 0) return { ...strip, top, scale, kind: "lines", heat: null, height: SAME_HEIGHT, difference: null };
  return { ...strip, top, scale, height: strip.kind === "heat" ? strip.height : LINES_HEIGHT, difference: null };
}
