/** A figure as PNG. */
import * as l10n from "@vscode/l10n";
import type { Figure } from "./svg.js";

/** Pixels of the picture for each pixel of the figure. */
const scale = 2;

/** The bytes of a picture twice as many pixels wide and high as the figure. */
export async function pngOf({ svg, width, height }: Figure): Promise<Uint8Array<ArrayBuffer>> {
  const url = URL.createObjectURL(new Blob([svg], { type: "image/svg+xml" }));
  try {
    const image = new Image();
    image.src = url;
    await image.decode();
    const canvas = document.createElement("canvas");
    [canvas.width, canvas.height] = [width * scale, height * scale];
    canvas.getContext("2d")?.drawImage(image, 0, 0, canvas.width, canvas.height);
    const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, "image/png"));
    if (blob === null) throw new Error(l10n.t("the figure is too large for a picture"));
    return new Uint8Array(await blob.arrayBuffer());
  } finally {
    URL.revokeObjectURL(url);
  }
}
