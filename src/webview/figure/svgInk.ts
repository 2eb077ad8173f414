/** Draws as a canvas does, but writes down what is drawn as SVG. */
import type { Ink } from "../dom.js";
import { escaped, fontFamily, paintAttributes, short } from "./colours.js";

/** Pixels of an image for each pixel it covers. */
const imageScale = 2;

export class SvgInk implements Ink {
  fillStyle: CanvasFillStrokeStyles["fillStyle"] = "#000000";
  strokeStyle: CanvasFillStrokeStyles["strokeStyle"] = "#000000";
  lineWidth = 1;
  lineJoin: CanvasLineJoin = "miter";
  globalAlpha = 1;
  imageSmoothingEnabled = true;
  font = "10px sans-serif";
  private path = "";
  private dash = "";
  private readonly written: string[] = [];

  constructor(
    readonly canvas: HTMLCanvasElement,
    /** What lies behind the canvas. */
    private readonly background: string,
  ) {}

  /** Everything drawn so far. */
  get markup(): string {
    return this.written.join("\n");
  }

  setLineDash(segments: readonly number[]): void {
    this.dash = segments.length === 0 ? "" : ` stroke-dasharray="${segments.join(" ")}"`;
  }

  beginPath(): void {
    this.path = "";
  }

  moveTo(x: number, y: number): void {
    this.path += `M${short(x)} ${short(y)}`;
  }

  lineTo(x: number, y: number): void {
    this.path += `${this.path === "" ? "M" : "L"}${short(x)} ${short(y)}`;
  }

  closePath(): void {
    this.path += "Z";
  }

  /** A whole circle: the page draws no other arcs. */
  arc(x: number, y: number, radius: number): void {
    const r = short(radius);
    this.path += `M${short(x - radius)} ${short(y)}a${r} ${r} 0 1 0 ${short(2 * radius)} 0a${r} ${r} 0 1 0 ${short(-2 * radius)} 0Z`;
  }

  fill(): void {
    this.put("path", ` d="${this.path}"`, this.filled());
  }

  stroke(): void {
    this.put("path", ` d="${this.path}"`, ` fill="none"${this.stroked()}`);
  }

  fillRect(x: number, y: number, width: number, height: number): void {
    this.put("rect", boxAttributes(x, y, width, height), this.filled());
  }

  strokeRect(x: number, y: number, width: number, height: number): void {
    this.put("rect", boxAttributes(x, y, width, height), ` fill="none"${this.stroked()}`);
  }

  clearRect(x: number, y: number, width: number, height: number): void {
    this.put("rect", boxAttributes(x, y, width, height), paintAttributes("fill", this.background));
  }

  fillText(text: string, x: number, y: number): void {
    this.text(text, x, y, this.filled());
  }

  strokeText(text: string, x: number, y: number): void {
    this.text(text, x, y, ` fill="none"${this.stroked()}`);
  }

  /** From the whole of the image, or from a part of it, to a place. */
  drawImage(image: CanvasImageSource, ...box: readonly number[]): void {
    const source = image as HTMLCanvasElement;
    const [sx, sy, sw, sh, x, y, width, height] = box.length === 8 ? box : [0, 0, source.width, source.height, ...box];
    const scaled = document.createElement("canvas");
    [scaled.width, scaled.height] = [Math.max(1, Math.round(width * imageScale)), Math.max(1, Math.round(height * imageScale))];
    const context = scaled.getContext("2d");
    if (context === null) return;
    context.imageSmoothingEnabled = this.imageSmoothingEnabled;
    context.drawImage(source, sx, sy, sw, sh, 0, 0, scaled.width, scaled.height);
    this.put("image", boxAttributes(x, y, width, height), ` preserveAspectRatio="none" href="${scaled.toDataURL()}"`);
  }

  private text(text: string, x: number, y: number, paint: string): void {
    const [, weight = "400", size = "10", family = "sans-serif"] = /^(?:(\d+) )?([\d.]+)px (.*)$/.exec(this.font) ?? [];
    const font = ` font-family="${fontFamily(family)}" font-size="${size}" font-weight="${weight}"`;
    this.written.push(`<text x="${short(x)}" y="${short(y)}"${font}${paint}>${escaped(text)}</text>`);
  }

  private put(name: string, place: string, paint: string): void {
    const faint = this.globalAlpha < 1 ? ` opacity="${short(this.globalAlpha)}"` : "";
    this.written.push(`<${name}${place}${paint}${faint}/>`);
  }

  private filled(): string {
    return paintAttributes("fill", String(this.fillStyle));
  }

  private stroked(): string {
    return `${paintAttributes("stroke", String(this.strokeStyle))} stroke-width="${this.lineWidth}" stroke-linejoin="${this.lineJoin}"${this.dash}`;
  }
}

function boxAttributes(x: number, y: number, width: number, height: number): string {
  return ` x="${short(x)}" y="${short(y)}" width="${short(width)}" height="${short(height)}"`;
}
