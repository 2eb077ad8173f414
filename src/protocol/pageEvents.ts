/** What the page tells the host: what a person does in it. */
import type { Path } from "../document/problem.js";
import type { Place } from "../report/explanation.js";

/** The page tells, the host acts; what changes comes back as a new state. */
export interface PageEvents {
  ready: Record<string, never>;
  goToStep: { readonly t: number };
  select: { readonly place: Place | null };
  reveal: { readonly path: Path };
  goToFault: Record<string, never>;
  cancel: Record<string, never>;
  takeAdamStep: Record<string, never>;
  undoAdamStep: Record<string, never>;
  /** The host asks for how many. */
  train: Record<string, never>;
  /** The state after `update` updates is to be shown. */
  showUpdate: { readonly update: number };
  writeParameters: Record<string, never>;
  checkGradients: Record<string, never>;
  /** The computed value is to replace an answer in the file; the revision is the sheet's. */
  putComputed: { readonly revision: number; readonly index: number };
  /** A blank of an exercise is to be shown, by its key (`blankKey`). */
  revealBlank: { readonly key: string };
  /** The figure wanted: an SVG's text as UTF-8, or a PNG. */
  figure: { readonly id: number; readonly bytes: Uint8Array<ArrayBuffer> };
  /** There is no figure in the tab shown, or why it could not be drawn. */
  noFigure: { readonly id: number; readonly message: string };
  /** The trace is to be compared no more. */
  endComparison: Record<string, never>;
  /** The fault of the file that the trace is compared with is to be shown. */
  goToOtherFault: Record<string, never>;
  /** What is supposed is to be written into the file. */
  applyWhatIf: Record<string, never>;
  discardWhatIf: Record<string, never>;
  /** A fault of the page itself, so that it does not go unseen. */
  failed: { readonly message: string };
}
