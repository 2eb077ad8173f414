/** Drawings of the page as SVG of their own: every look that a style sheet gave them is written into them. */
import { colourOf, escaped, fontFamily, paintAttributes, short } from "./colours.js";

/** What is there for screen readers, for the pointer or to be pressed, and no part of a picture. */
export const leftOut = ".reader, .tip, .toolbar, .choice, .hit, #tables, title, script, style";

/** Geometry and text placement, as the element itself says. */
const ownAttributes = ["d", "x", "y", "width", "height", "cx", "cy", "r", "rx", "x1", "x2", "y1", "y2", "dx", "dy", "points", "transform"];

/** Looks that the children of a group do not need to say again. */
const inherited = [
  "font-style",
  "font-weight",
  "text-anchor",
  "stroke-linejoin",
  "stroke-linecap",
  "paint-order",
  "stroke-dasharray",
] as const;
const initial: Readonly<Record<(typeof inherited)[number], string>> = {
  "font-style": "normal",
  "font-weight": "400",
  "text-anchor": "start",
  "stroke-linejoin": "miter",
  "stroke-linecap": "butt",
  "paint-order": "normal",
  "stroke-dasharray": "none",
};

export function fontAttributes(style: CSSStyleDeclaration): string {
  return ` font-family="${fontFamily(style.fontFamily)}" font-size="${short(Number.parseFloat(style.fontSize))}"`;
}

/** What differs from the parent's, or from what holds without a word. */
export function inheritedAttributes(style: CSSStyleDeclaration, parent: CSSStyleDeclaration | null): string {
  return inherited
    .map((name) => {
      const value = style.getPropertyValue(name);
      const before = parent === null ? initial[name] : parent.getPropertyValue(name);
      return value === "" || value === before ? "" : ` ${name}="${escaped(value.replaceAll("px", ""))}"`;
    })
    .join("");
}

/** The drawing inside an svg element of the page. */
export function svgChildren(parent: Element): string {
  return [...parent.childNodes]
    .map((node) => {
      if (node instanceof SVGElement) return svgElement(node);
      const isText = parent instanceof SVGTextContentElement && node instanceof Text;
      return isText ? escaped(node.data.replace(/\s+/g, " ")) : "";
    })
    .join("");
}

/** An element of a drawing with its looks written into it. */
function svgElement(element: SVGElement): string {
  if (element.matches(leftOut)) return "";
  const style = getComputedStyle(element);
  if (style.display === "none" || style.visibility === "hidden") return "";
  const isText = element instanceof SVGTextContentElement;
  const name = element.localName;
  const inside = svgChildren(element);
  const isShape = !isText && name !== "g";
  if (!isShape && inside === "") return "";
  const own = ownAttributes.map((attribute) => {
    const value = element.getAttribute(attribute);
    return value === null ? "" : ` ${attribute}="${escaped(rounded(value))}"`;
  });
  const opacity = Number(style.opacity) < 1 ? ` opacity="${short(Number(style.opacity))}"` : "";
  const looks = isShape || isText ? shapeAttributes(style, isText ? textParent(element) : null, isText) : "";
  if (isShape && looks === null) return "";
  const tag = `<${name}${own.join("")}${looks ?? ""}${opacity}`;
  return inside === "" ? `${tag}/>\n` : `${tag}>${inside}</${name}>${name === "tspan" ? "" : "\n"}`;
}

/** Places to a hundredth of a pixel. */
function rounded(geometry: string): string {
  return geometry.replace(/\d+\.\d{3,}/g, (length) => short(Number(length)));
}

function textParent(element: Element): CSSStyleDeclaration | null {
  return element.parentElement instanceof SVGTextContentElement ? getComputedStyle(element.parentElement) : null;
}

/** Null where a shape is not to be seen. */
function shapeAttributes(style: CSSStyleDeclaration, parent: CSSStyleDeclaration | null, isText: boolean): string | null {
  const fill = paintAttributes("fill", style.fill);
  const hasStroke = style.stroke !== "none" && colourOf(style.stroke).alpha > 0;
  if (!isText && !hasStroke && fill.endsWith('"none"')) return null;
  const stroke = hasStroke
    ? `${paintAttributes("stroke", style.stroke)} stroke-width="${short(Number.parseFloat(style.strokeWidth))}"`
    : "";
  const font =
    isText && (parent === null || parent.fontFamily !== style.fontFamily || parent.fontSize !== style.fontSize)
      ? fontAttributes(style)
      : "";
  const crisp = style.shapeRendering === "crispedges" || style.shapeRendering === "crispEdges" ? ' shape-rendering="crispEdges"' : "";
  return `${fill}${stroke}${font}${inheritedAttributes(style, isText ? parent : null)}${isText ? "" : crisp}`;
}
