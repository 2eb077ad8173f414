/** The theme's colours as numbers, for canvases; read again whenever the theme changes. */
import { type Ramp, type Rgb, ramp } from "./colour.js";
import type { HueName } from "./names.js";

export interface Theme {
  /** Grows whenever the theme changes. */
  readonly version: number;
  readonly background: Rgb;
  readonly foreground: Rgb;
  readonly hues: Readonly<Record<HueName, Rgb>>;
  /** How much of its colour a mark after the cursor keeps. */
  readonly dim: number;
  /** Background → hue. */
  readonly gates: Readonly<Record<HueName, Ramp>>;
  /** Background → negative, background → positive. */
  readonly below: Ramp;
  readonly above: Ramp;
  /** Width of a digit of the number font at 12 px. */
  readonly digit: number;
}

const HUES: readonly HueName[] = ["forgetGate", "inputGate", "candidate", "outputGate", "cell", "hidden"];

export function readTheme(version: number): Theme {
  const colours = new ColourReader();
  const style = getComputedStyle(document.body);
  const bend = Number(style.getPropertyValue("--bend")) || 1;
  const background = colours.read("var(--vscode-editor-background)");
  const hues = byHue((hue) => colours.read(`var(--vscode-unroll-${hue})`));
  const theme: Theme = {
    version,
    background,
    foreground: colours.read("var(--vscode-foreground)"),
    hues,
    dim: Number(style.getPropertyValue("--dim")) || 0.4,
    gates: byHue((hue) => ramp(background, hues[hue], 0.05, bend)),
    below: ramp(background, colours.read("var(--vscode-unroll-negative)"), 0.03, bend),
    above: ramp(background, colours.read("var(--vscode-unroll-positive)"), 0.03, bend),
    digit: digitWidth(style.getPropertyValue("--vscode-editor-font-family")),
  };
  colours.done();
  return theme;
}

function byHue<T>(make: (hue: HueName) => T): Readonly<Record<HueName, T>> {
  return Object.fromEntries(HUES.map((hue) => [hue, make(hue)])) as Record<HueName, T>;
}

/** Resolves any CSS colour to bytes: an element resolves variables and mixes, a pixel of a canvas the notation. */
class ColourReader {
  readonly #probe = document.body.appendChild(document.createElement("i"));
  readonly #pixel = pixel();

  read(colour: string): Rgb {
    this.#probe.style.color = "";
    this.#probe.style.color = colour;
    this.#pixel.clearRect(0, 0, 1, 1);
    this.#pixel.fillStyle = getComputedStyle(this.#probe).color;
    this.#pixel.fillRect(0, 0, 1, 1);
    const [r, g, b] = this.#pixel.getImageData(0, 0, 1, 1).data;
    return [r, g, b];
  }

  done(): void {
    this.#probe.remove();
  }
}

function pixel(): CanvasRenderingContext2D {
  const canvas = document.createElement("canvas");
  canvas.width = 1;
  canvas.height = 1;
  const context = canvas.getContext("2d", { willReadFrequently: true });
  if (context === null) throw new Error("no canvas to read colours with");
  return context;
}

function digitWidth(family: string): number {
  const context = pixel();
  context.font = `12px ${family || "monospace"}`;
  return context.measureText("0000000000").width / 10;
}

/** Calls back when VS Code gives the page another theme. */
export function watchTheme(changed: () => void): void {
  // The variables stand on the root element, the theme's kind is a class of the body.
  const observer = new MutationObserver(changed);
  observer.observe(document.body, { attributes: true, attributeFilter: ["class", "data-vscode-theme-id"] });
  observer.observe(document.documentElement, { attributes: true, attributeFilter: ["style", "class"] });
}
