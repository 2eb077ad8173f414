/** What stands on the page as SVG: texts as texts, drawings as drawings, canvases as what was written down of them. */
import { escaped, paintAttributes, short } from "./colours.js";
import { fontAttributes, inheritedAttributes, leftOut, svgChildren } from "./drawing.js";

export class Drawn {
  private clips = 0;

  constructor(
    private readonly root: Element,
    /** What each canvas holds. */
    private readonly inks: ReadonlyMap<HTMLCanvasElement, { readonly markup: string }>,
  ) {}

  /** What of `root` is in the picture, from the root's upper left corner. */
  extent(): DOMRect {
    const shown = [...this.root.children].filter((child) => !child.matches(leftOut)).map((child) => this.rectOf(child));
    const top = Math.min(...shown.map(({ y }) => y));
    const bottom = Math.max(...shown.map((rect) => rect.bottom));
    return new DOMRect(0, top, this.root.scrollWidth, bottom - top);
  }

  /** Everything in `root`, its upper left corner at 0, 0. */
  markup(): string {
    return [...this.root.children].map((child) => this.element(child)).join("");
  }

  private element(element: Element): string {
    if (element.matches(leftOut)) return "";
    const style = getComputedStyle(element);
    if (style.display === "none" || style.visibility === "hidden") return "";
    const inside = this.inside(element, style);
    if (inside === "") return "";
    const opacity = Number(style.opacity);
    return opacity < 1 ? `<g opacity="${short(opacity)}">${inside}</g>` : inside;
  }

  private inside(element: Element, style: CSSStyleDeclaration): string {
    if (element instanceof SVGSVGElement) return this.clipped(element, style, this.placed(element, svgChildren(element)));
    if (element instanceof HTMLCanvasElement)
      return this.clipped(element, null, this.placed(element, this.inks.get(element)?.markup ?? ""));
    const contents = [...element.childNodes].map((node) => {
      if (node instanceof Element) return this.element(node);
      return node instanceof Text ? this.text(node, style) : "";
    });
    return this.boxes(element, style) + this.clipped(element, style, contents.join(""));
  }

  private rectOf(of: { getBoundingClientRect(): DOMRect }): DOMRect {
    const { left, top } = this.root.getBoundingClientRect();
    const rect = of.getBoundingClientRect();
    return new DOMRect(rect.left - left + this.root.scrollLeft, rect.top - top, rect.width, rect.height);
  }

  private placed(element: Element, inside: string): string {
    const { x, y } = this.rectOf(element);
    return inside === "" ? "" : `<g transform="translate(${short(x)} ${short(y)})">${inside}</g>\n`;
  }

  /** Cut at the element's box where it hides what is beyond. */
  private clipped(element: Element, style: CSSStyleDeclaration | null, inside: string): string {
    if (inside === "" || (style !== null && style.overflowX === "visible")) return inside;
    const { x, y, width, height } = this.rectOf(element);
    const id = `clip-${++this.clips}`;
    const box = `<rect x="${short(x)}" y="${short(y)}" width="${short(width)}" height="${short(height)}"/>`;
    return `<clipPath id="${id}">${box}</clipPath><g clip-path="url(#${id})">${inside}</g>`;
  }

  /** Ground and borders of an element, and of what the style sheet puts before and after its contents. */
  private boxes(element: Element, style: CSSStyleDeclaration): string {
    const rect = this.rectOf(element);
    const beside = ["::before", "::after"].map((name) => {
      const own = getComputedStyle(element, name);
      if (own.content === "none" || own.content === "normal" || own.position !== "absolute") return "";
      const [x, y] = [rect.x + px(style.borderLeftWidth) + px(own.left), rect.y + px(style.borderTopWidth) + px(own.top)];
      return box(new DOMRect(x, y, px(own.width), px(own.height)), own);
    });
    return box(rect, style) + beside.join("");
  }

  /** A text, line by line as it is broken on the page. */
  private text(node: Text, style: CSSStyleDeclaration): string {
    return linesOf(node)
      .map(({ text, range }) => {
        const rect = this.rectOf(range);
        if (rect.width === 0 || text.trim() === "") return "";
        const y = rect.y + ascentOf(style);
        const look = `${fontAttributes(style)}${inheritedAttributes(style, null)}${paintAttributes("fill", style.color)}`;
        return `<text x="${short(rect.x)}" y="${short(y)}"${look}>${escaped(text.trim())}</text>\n`;
      })
      .join("");
  }
}

const px = (length: string): number => Number.parseFloat(length) || 0;

function box({ x, y, width, height }: DOMRect, style: CSSStyleDeclaration): string {
  const fill = rectangle(x, y, width, height, style.backgroundColor);
  const sides = [
    ["Top", x, y, width, 0],
    ["Bottom", x, y + height, width, 0],
    ["Left", x, y, 0, height],
    ["Right", x + width, y, 0, height],
  ] as const;
  const borders = sides.map(([side, left, top, wide, high]) => {
    const thick = px(style[`border${side}Width`]);
    if (thick === 0 || style[`border${side}Style`] === "none") return "";
    const [dx, dy] = [side === "Right" ? -thick : 0, side === "Bottom" ? -thick : 0];
    return rectangle(left + dx, top + dy, wide || thick, high || thick, style[`border${side}Color`]);
  });
  return fill + borders.join("");
}

function rectangle(x: number, y: number, width: number, height: number, colour: string): string {
  const fill = paintAttributes("fill", colour);
  return fill.includes("none") ? "" : `<rect x="${short(x)}" y="${short(y)}" width="${short(width)}" height="${short(height)}"${fill}/>`;
}

function linesOf(node: Text): readonly { readonly text: string; readonly range: Range }[] {
  const lines: { text: string; range: Range; top: number }[] = [];
  for (let at = 0; at < node.length; at++) {
    const range = document.createRange();
    range.setStart(node, at);
    range.setEnd(node, at + 1);
    const { top, width } = range.getBoundingClientRect();
    const last = lines[lines.length - 1];
    if (last !== undefined && (width === 0 || Math.abs(top - last.top) < 2)) {
      last.range.setEnd(node, at + 1);
      last.text += node.data[at];
    } else if (width > 0) lines.push({ text: node.data[at], range, top });
  }
  return lines.map(({ text, range }) => ({ text: text.replace(/\s+/g, " "), range }));
}

const ascents = new Map<string, number>();
let measuring: CanvasRenderingContext2D | null = null;

/** From a text's top to the line it stands on. */
function ascentOf({ fontStyle, fontWeight, fontSize, fontFamily: family }: CSSStyleDeclaration): number {
  const font = `${fontStyle} ${fontWeight} ${fontSize} ${family}`;
  const known = ascents.get(font);
  if (known !== undefined) return known;
  measuring ??= document.createElement("canvas").getContext("2d");
  if (measuring === null) return Number.parseFloat(fontSize);
  measuring.font = font;
  const ascent = measuring.measureText("0").fontBoundingBoxAscent;
  ascents.set(font, ascent);
  return ascent;
}
