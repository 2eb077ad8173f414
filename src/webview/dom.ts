/** Placing elements by script: a strict policy forbids `style` attributes, the style object is allowed. */
import { noChange } from "lit";
import { Directive, directive, type ElementPart, type PartInfo, PartType } from "lit/directive.js";

/** In pixels; a length left out stays as the style sheet has it. */
export interface Box {
  readonly left?: number;
  readonly top?: number;
  readonly width?: number;
  readonly height?: number;
  readonly minWidth?: number;
}

class BoxDirective extends Directive {
  constructor(part: PartInfo) {
    super(part);
    if (part.type !== PartType.ELEMENT) throw new Error("box stands on an element");
  }

  override render(_box: Box): typeof noChange {
    return noChange;
  }

  override update(part: ElementPart, [box]: [Box]): typeof noChange {
    const { style } = part.element as HTMLElement;
    for (const side of ["left", "top", "width", "height", "minWidth"] as const) {
      const value = box[side] === undefined ? "" : `${box[side]}px`;
      if (style[side] !== value) style[side] = value;
    }
    return noChange;
  }
}

/** `<div ${box({ left: 4 })}>` sets the element's place. */
export const box = directive(BoxDirective);

/** What the page's canvases are drawn with: a part of a canvas's own context. */
export type Ink = Pick<
  CanvasRenderingContext2D,
  | "canvas"
  | "fillStyle"
  | "strokeStyle"
  | "lineWidth"
  | "lineJoin"
  | "globalAlpha"
  | "imageSmoothingEnabled"
  | "font"
  | "setLineDash"
  | "beginPath"
  | "moveTo"
  | "lineTo"
  | "closePath"
  | "fillRect"
  | "strokeRect"
  | "clearRect"
  | "fillText"
  | "strokeText"
> & {
  arc(x: number, y: number, radius: number, from: number, to: number): void;
  fill(): void;
  stroke(): void;
  drawImage(image: HTMLCanvasElement, x: number, y: number, width: number, height: number): void;
  drawImage(
    image: HTMLCanvasElement,
    sx: number,
    sy: number,
    sw: number,
    sh: number,
    x: number,
    y: number,
    width: number,
    height: number,
  ): void;
};

let recorder: ((canvas: HTMLCanvasElement) => Ink) | null = null;

/** While this runs, what would be painted on canvases goes to the inks of `record`. */
export function recordInks<T>(record: (canvas: HTMLCanvasElement) => Ink, run: () => T): T {
  recorder = record;
  try {
    return run();
  } finally {
    recorder = null;
  }
}

/** A canvas's context, sized for the screen's pixels, cleared, and drawing in CSS pixels. */
export function canvasContext(canvas: HTMLCanvasElement, width: number, height: number): Ink | null {
  if (recorder !== null) return recorder(canvas);
  const ratio = devicePixelRatio || 1;
  const [w, h] = [Math.max(1, Math.round(width * ratio)), Math.max(1, Math.round(height * ratio))];
  if (canvas.width !== w || canvas.height !== h) [canvas.width, canvas.height] = [w, h];
  const context = canvas.getContext("2d");
  if (context === null) return null;
  context.setTransform(ratio, 0, 0, ratio, 0, 0);
  context.clearRect(0, 0, width, height);
  return context;
}
