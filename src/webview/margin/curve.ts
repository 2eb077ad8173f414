/** The activation's curve, the point z lands on, and how steep it is there: why a saturated gate stops learning. */
import * as l10n from "@vscode/l10n";
import { html, nothing, svg, type TemplateResult } from "lit";
import type { ActivationPoint, Working } from "../../report/explanation.js";
import { formatNumber, shortest } from "../../report/format.js";
import { formatEnd } from "../cell/foot.js";
import { hueClass } from "../names.js";
import type { Writing } from "./tokens.js";

const WIDTH = 340;
const HEIGHT = 96;
const LEFT = 42;
const RIGHT = 250;
const TOP = 10;
const BOTTOM = 76;

interface Frame {
  readonly from: number;
  readonly to: number;
  readonly x: (z: number) => number;
  readonly y: (value: number) => number;
  readonly low: number;
  readonly high: number;
}

function frameOf(point: ActivationPoint, numbers: Float64Array): Frame {
  const [low, high] = point.range;
  const [from, to] = [numbers[point.from], numbers[point.to]];
  const span = high - low || 1;
  const width = to - from || 1;
  return {
    from,
    to,
    low,
    high,
    x: (z) => LEFT + Math.min(1, Math.max(0, (z - from) / width)) * (RIGHT - LEFT),
    y: (value) => BOTTOM - Math.min(1, Math.max(0, (value - low) / span)) * (BOTTOM - TOP),
  };
}

function curvePath(samples: Float64Array, frame: Frame): string {
  let d = "";
  let isDown = false;
  samples.forEach((value, k) => {
    const z = frame.from + ((frame.to - frame.from) * k) / Math.max(1, samples.length - 1);
    if (Number.isFinite(value)) d += `${isDown ? "L" : "M"}${frame.x(z).toFixed(1)} ${frame.y(value).toFixed(1)}`;
    isDown = Number.isFinite(value);
  });
  return d;
}

export function curve(writing: Writing, explanation: Pick<Working, "activation" | "numbers" | "hue">): TemplateResult | typeof nothing {
  const point = explanation.activation;
  if (point === null) return nothing;
  const { numbers, decimals } = writing;
  const [z, value, slope] = [numbers[point.z], numbers[point.value], numbers[point.slope]];
  const written = [z, value, slope].map((one) => formatNumber(one, decimals));
  const said = l10n.t("{0} at z = {1} is {2}, its slope {3}", point.name, ...written);
  const samples = numbers.subarray(point.samples.start, point.samples.start + point.samples.count);
  if (!Number.isFinite(z) || !Number.isFinite(value)) return html`<p class="muted">${said}</p>`;
  const frame = frameOf(point, numbers);
  const [x, y] = [frame.x(z), frame.y(value)];
  const textY = Math.min(BOTTOM + 4, Math.max(TOP + 6, y + 4));
  const slopeY = textY > 56 ? textY - 16 : textY + 16;
  const foot = Math.min(RIGHT - 16, Math.max(LEFT + 16, x));
  return html`<svg class=${`curve ${hueClass(explanation.hue)}`} role="img" aria-label=${said} viewBox=${`0 0 ${WIDTH} ${HEIGHT}`} width=${WIDTH} height=${HEIGHT}>
    <path class="base" d=${`M${LEFT} ${frame.y(Math.min(frame.high, Math.max(frame.low, 0)))}H${RIGHT}`}></path><path class="rule" d=${`M${LEFT} ${TOP}H${RIGHT}`}></path>
    <path class="line" d=${curvePath(samples, frame)}></path>
    <path class="rule" d=${`M${Math.round(x) + 0.5} ${BOTTOM}V${y}H${RIGHT}`}></path><circle class="dot" cx=${x} cy=${y} r="4"></circle>
    ${svg`<text class="axis end" x=${LEFT - 5} y=${TOP + 4}>${formatEnd(frame.high, 2)}</text><text class="axis end" x=${LEFT - 5} y=${BOTTOM + 3}>${formatEnd(frame.low, 2)}</text>`}
    <text class="axis middle" x=${foot} y=${HEIGHT - 5}>${formatNumber(z, 2)}</text>
    <text class="v strong" x=${RIGHT + 8} y=${textY}>${formatNumber(value, decimals)}<title>${shortest(value)}</title></text>
    <text class="muted" x=${RIGHT + 8} y=${slopeY}>${l10n.t("slope {0}", formatNumber(slope, 2))}<title>${shortest(slope)}</title></text>
  </svg>`;
}
