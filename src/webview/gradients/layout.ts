/** Where everything in the Gradients tab's figure stands, in CSS pixels; nothing here touches the page. */
import type { LayerShape } from "../../protocol/panel.js";
import { LEAST_WIDTH } from "../layout.js";
import { quantityOfParameter } from "../names.js";

/** The narrowest a step may be before the plot scrolls: one pixel, so that a whole sequence is seen where it can be. */
const leastStep = 1;
/** Few rows stand higher than many, so that they are no ribbon. */
const rowHeightFor = (rows: number): number => (rows <= 5 ? 28 : 17);
const groupGap = 5;
/** From a chart's head to the chart. */
const head = 26;
/** The line of a chart's key between its head and the chart, where it has no room beside either. */
const keyLine = 18;

interface Chart {
  readonly top: number;
  readonly height: number;
}

/** Its head's letters stand at `head`, its key 12 pixels above its top: where there is room on one line with the head, or beside the chart. */
interface Headed extends Chart {
  readonly head: number;
}

export interface ShareRow {
  readonly parameter: string;
  /** From the chart's top. */
  readonly top: number;
}

export interface GradientsLayout {
  readonly width: number;
  readonly gutter: number;
  readonly plot: number;
  /** Beside the plot. */
  readonly right: number;
  readonly stepWidth: number;
  /** T × stepWidth; above `plot` the plot scrolls. */
  readonly content: number;
  readonly isNarrow: boolean;
  readonly norms: Headed;
  /** Null of a dense layer, which hands nothing from step to step. */
  readonly factor: Chart | null;
  readonly shares: Headed & {
    readonly rows: readonly ShareRow[];
    readonly rowHeight: number;
  };
  /** Down to the axis. */
  readonly foot: number;
  readonly height: number;
}

/** The parameters gate by gate, in the order of the layer's quantities. */
export function rowsOf(cell: LayerShape["cell"], quantities: LayerShape["quantities"], parameters: readonly string[]): readonly string[] {
  const place = (parameter: string): number => {
    const quantity = quantityOfParameter(cell, parameter);
    return quantity === null ? quantities.length : quantities.indexOf(quantity);
  };
  return [...parameters].sort((a, b) => place(a) - place(b));
}

export function layOutGradients(
  given: number,
  T: number,
  { cell }: Pick<LayerShape, "cell">,
  parameters: readonly string[],
): GradientsLayout {
  const width = Math.max(LEAST_WIDTH, Math.floor(given));
  const isNarrow = width < 700;
  const gutter = isNarrow ? 64 : 96;
  const right = isNarrow ? 10 : 104;
  const plot = width - gutter - right;
  const stepWidth = Math.max(leastStep, plot / T);
  const keyed = isNarrow ? keyLine : 0;
  const norms = { head: head - 14, top: head + keyed, height: isNarrow ? 180 : 214 };
  const normsEnd = norms.top + norms.height;
  const factor = cell === "dense" ? null : { top: normsEnd + 24 + head, height: 132 };
  const top = (factor === null ? normsEnd : factor.top + factor.height) + 20 + head + keyed;
  const rowHeight = rowHeightFor(parameters.length);
  const rows = stackRows(cell, parameters, rowHeight);
  const height = rows.length === 0 ? 0 : rows[rows.length - 1].top + rowHeight;
  const foot = top + height + 4;
  return {
    width,
    gutter,
    plot,
    right,
    stepWidth,
    content: T * stepWidth,
    isNarrow,
    norms,
    factor,
    shares: { head: top - 12 - keyed, top, height, rows, rowHeight },
    foot,
    height: foot + 22,
  };
}

function stackRows(cell: LayerShape["cell"], parameters: readonly string[], rowHeight: number): readonly ShareRow[] {
  const rows: ShareRow[] = [];
  let top = 0;
  for (const [k, parameter] of parameters.entries()) {
    if (k > 0 && quantityOfParameter(cell, parameter) !== quantityOfParameter(cell, parameters[k - 1])) top += groupGap;
    rows.push({ parameter, top });
    top += rowHeight;
  }
  return rows;
}
