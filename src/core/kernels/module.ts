/** The kernels' WebAssembly: compiled once, and not at all where the host has no SIMD or forbids WebAssembly. */
import { binary } from "./binary.js";

/** Adam's update of `count` doubles each. */
type AdamKernel = (
  settings: number,
  count: number,
  W: number,
  V: number,
  S: number,
  g: number,
  nextW: number,
  nextV: number,
  nextS: number,
) => void;

/** What the module exports; addresses and strides are bytes, what each does stands in `assembly/`. */
export interface Kernels {
  readonly memory: { readonly buffer: ArrayBuffer; grow(pages: number): number };
  packPanels(from: number, to: number, rows: number, K: number, source: number, rowStride: number, kStride: number, panels: number): void;
  addProduct(from: number, to: number, K: number, panels: number, x: number, y: number, isFromLast: boolean): void;
  packStrips(width: number, K: number, source: number, kStride: number, stride: number, target: number): void;
  addMatrixProduct(M: number, N: number, K: number, left: number, right: number, C: number, cStride: number): void;
  addToRows(count: number, width: number, v: number, rows: number): void;
  addRowsBackward(count: number, width: number, last: number, sum: number): void;
  adamOutside: AdamKernel;
  adamInside: AdamKernel;
  lstmForwardAtOnce(frame: number, D: number, T: number, W: number, U: number, b: number, x: number, left: number, right: number): void;
  lstmBackwardAtOnce(
    frame: number,
    D: number,
    T: number,
    dW: number,
    dU: number,
    db: number,
    x: number,
    dx: number,
    left: number,
    right: number,
    WTransposed: number,
  ): void;
  readNumbers(at: number, safe: number, offset: number, values: number, starts: number, ends: number, stop: number): number;
  lstmForward(frame: number, from: number, to: number): void;
  lstmForwardUnits(frame: number, t: number): void;
  lstmBackward(frame: number, from: number, to: number): void;
  lstmBackwardUnits(frame: number, t: number): void;
}

/** The part of the WebAssembly API used here: the core sees neither Node's nor the DOM's types. */
interface WebAssemblyApi {
  Module: new (bytes: Uint8Array) => object;
  Instance: new (module: object) => { readonly exports: unknown };
}

/** Undefined until first asked for; null where the host cannot run it. */
let compiled: object | null | undefined;

/** A new instance with a memory of its own, or null where the host cannot run the kernels. */
export function instantiate(): Kernels | null {
  const api = (globalThis as { WebAssembly?: WebAssemblyApi }).WebAssembly;
  if (api === undefined) return null;
  try {
    compiled ??= compiled === null ? null : new api.Module(bytesOf(binary));
    return compiled === null ? null : (new api.Instance(compiled).exports as Kernels);
  } catch {
    // Without SIMD the module does not compile, under a strict policy nothing may, and memory may be short: the reference computes the same.
    return null;
  }
}

/** The bytes of a base64 text; the core has no atob. */
function bytesOf(base64: string): Uint8Array {
  const bytes = new Uint8Array(Math.floor((base64.replace(/=+$/, "").length * 3) / 4));
  let bits = 0;
  let value = 0;
  let at = 0;
  for (const character of base64) {
    const digit = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".indexOf(character);
    if (digit < 0) break;
    value = ((value << 6) | digit) & 0xffff;
    bits += 6;
    if (bits < 8) continue;
    bits -= 8;
    bytes[at++] = value >> bits;
  }
  return bytes;
}
