/** The figure of the tab shown as an SVG that needs nothing beside it: on white, with title and description. */
import * as l10n from "@vscode/l10n";
import { type Ink, recordInks } from "../dom.js";
import { announcement } from "../tables.js";
import { tabSaid } from "../tabs.js";
import type { PageView } from "../view.js";
import { escaped } from "./colours.js";
import { Drawn } from "./drawn.js";
import { layOnPaper } from "./paper.js";
import { SvgInk } from "./svgInk.js";

/** Round the picture, in pixels. */
const margin = 12;

export interface Figure {
  readonly svg: string;
  readonly width: number;
  readonly height: number;
}

/** Draws the page on paper, writes it down, and draws it again as it was, all at once, so that nothing of it is seen. Null where the tab has no figure. */
export function printed(page: PageView, root: ParentNode, redraw: () => void): Figure | null {
  const inks = new Map<HTMLCanvasElement, SvgInk>();
  const record = (canvas: HTMLCanvasElement): Ink => {
    const ink = new SvgInk(canvas, "#ffffff");
    inks.set(canvas, ink);
    return ink;
  };
  const takeUp = layOnPaper();
  try {
    return recordInks(record, () => {
      redraw();
      const figure = root.querySelector(page.tab === "optimizer" ? ".optimizer" : ".figure");
      return figure === null ? null : svgOf(new Drawn(figure, inks), page);
    });
  } finally {
    takeUp();
    redraw();
  }
}

function svgOf(drawn: Drawn, page: PageView): Figure {
  const extent = drawn.extent();
  const [left, top] = [Math.floor(extent.x) - margin, Math.floor(extent.y) - margin];
  const [width, height] = [Math.ceil(extent.width) + 2 * margin, Math.ceil(extent.height) + 2 * margin];
  const svg = `<?xml version="1.0" encoding="UTF-8"?>
<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="${left} ${top} ${width} ${height}" role="img" aria-labelledby="title desc">
<title id="title">${escaped(titleOf(page))}</title>
<desc id="desc">${escaped(describe(page))}</desc>
<rect x="${left}" y="${top}" width="${width}" height="${height}" fill="#ffffff"/>
${drawn.markup()}</svg>
`;
  return { svg, width, height };
}

function titleOf({ host, trace, tab, optimizer }: PageView): string {
  if (tab === "optimizer" && optimizer !== null) return l10n.t("{0}: Adam's update of {1}", host.fileName, optimizer.parameter.name);
  const cell = trace === null ? "" : `${trace.shape.cell}, `;
  return `${host.fileName}: ${cell}${tabSaid(tab === "gradients" ? tab : "trace")}`;
}

function describe({ trace, tab, optimizer }: PageView): string {
  if (tab === "optimizer" && optimizer !== null) return l10n.t("{0} of {1} updates taken.", optimizer.shown, optimizer.training.taken);
  return trace === null ? "" : `${announcement(trace)}.`;
}
