/** Colours of the page as an SVG of any age reads them: six digits, and how opaque. */

/** A colour without its opacity, and the opacity in 0…1. */
export interface Colour {
  readonly hex: string;
  readonly alpha: number;
}

const known = new Map<string, Colour>();
let pixel: CanvasRenderingContext2D | null = null;

/** Any colour CSS has, also a mixed one: a pixel of a canvas resolves it. */
export function colourOf(css: string): Colour {
  const found = known.get(css);
  if (found !== undefined) return found;
  pixel ??= context();
  pixel.clearRect(0, 0, 1, 1);
  pixel.fillStyle = css;
  pixel.fillRect(0, 0, 1, 1);
  const [r, g, b, a] = pixel.getImageData(0, 0, 1, 1).data;
  const colour = {
    hex: `#${[r, g, b].map((byte) => byte.toString(16).padStart(2, "0")).join("")}`,
    alpha: Math.round((a / 255) * 1000) / 1000,
  };
  known.set(css, colour);
  return colour;
}

function context(): CanvasRenderingContext2D {
  const canvas = document.createElement("canvas");
  [canvas.width, canvas.height] = [1, 1];
  const found = canvas.getContext("2d", { willReadFrequently: true });
  if (found === null) throw new Error("no canvas to read colours with");
  return found;
}

/** `fill="#0d5094" fill-opacity="0.4"`; `none` where nothing is to be seen. */
export function paintAttributes(name: "fill" | "stroke", css: string): string {
  if (css === "none") return ` ${name}="none"`;
  const { hex, alpha } = colourOf(css);
  if (alpha === 0) return ` ${name}="none"`;
  return ` ${name}="${hex}"${alpha < 1 ? ` ${name}-opacity="${alpha}"` : ""}`;
}

/** Text in an attribute or between tags. */
export function escaped(text: string): string {
  // Signs that XML has no way to write are left out.
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
  const legal = text.replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, "");
  return legal.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;");
}

/** A length, to a hundredth of a pixel. */
export function short(length: number): string {
  return String(Math.round(length * 100) / 100);
}

/** The fonts a text may be set in, ending in one that every machine has. */
export function fontFamily(css: string): string {
  const generic = /mono/i.test(css) ? "monospace" : "sans-serif";
  const families = css.replaceAll('"', "'");
  return escaped(new RegExp(`(^|,)\\s*${generic}\\s*$`).test(families) ? families : `${families}, ${generic}`);
}
