/** The Gradients tab's axes: logarithmic in whole decades, factors from ×0.1 to ×10, shares about 0. */
import { roundUp, type Scale } from "../scales.js";

/** A log axis from 10^low to 10^high. */
export interface Decades {
  readonly low: number;
  readonly high: number;
}

/** Whole decades round what is to be shown; one where there is nothing. */
export function decadesFor(least: number, greatest: number): Decades {
  if (!(least > 0) || !(greatest >= least) || !Number.isFinite(greatest)) return { low: -1, high: 0 };
  // 1e-9: a power of ten that is one but for its last bits stays at it.
  const low = Math.floor(Math.log10(least) + 1e-9);
  const high = Math.ceil(Math.log10(greatest) - 1e-9) + 0;
  return { low, high: high > low ? high : low + 1 };
}

/** Where a positive value lies, 0 at the bottom and 1 at the top, held to these; NaN for what has no place on a log axis. */
export function heightOn({ low, high }: Decades, value: number): number {
  if (Number.isNaN(value) || value <= 0) return Number.NaN;
  return Math.min(1, Math.max(0, (Math.log10(value) - low) / (high - low)));
}

/** The exponents to name: all, or every 2nd, 5th, 10th … so that no more than `most` are. */
export function namedDecades({ low, high }: Decades, most: number): readonly number[] {
  const span = high - low;
  const pitch = [1, 2, 5, 10, 20, 50, 100, 200].find((step) => span / step <= most) ?? 200;
  const named: number[] = [];
  for (let exponent = Math.ceil(low / pitch) * pitch; exponent <= high; exponent += pitch) named.push(exponent);
  return named;
}

export const factorDecades: Decades = { low: -1, high: 1 };

/** Symmetric about 0, to a round number that nearly all shares stay within, and to the whole at most; what is beyond has the end's colour. */
export function shareScale(reach: number): Scale {
  const high = reach > 0 ? Math.min(1, roundUp(1.25 * reach)) : 1;
  return { kind: "signed", low: -high, high };
}
