/**
 * Memory for one pass of the kernels. A pass brings its numbers in and takes its results out block by block: a trace owns its buffers, so it outlives any
 * memory, growing never detaches it, and a long sequence needs no more memory than a block of it. A pass that is interrupted keeps its instance to itself.
 */
import { instantiate, type Kernels } from "./module.js";

const pageSize = 65536;
/** Below it lie the module's own constants. */
const start = 4096;
/** A larger memory is given back to the host after the pass, since a WebAssembly memory cannot shrink. */
const keptBytes = 64 * 1024 * 1024;

/** Up to so many numbers a plain loop is faster than a call of the engine's. */
const few = 32;

/** The one that waits for the next pass. */
let idle: Workspace | null = null;

/** Hands out addresses before there is memory. */
export class Layout {
  private end = start;

  get bytes(): number {
    return this.end;
  }

  /** Address of room for `count` doubles, on a cache line; the last pair of an odd row may be read whole. */
  doubles(count: number): number {
    const at = this.end;
    this.end = Math.ceil((at + (count + 4) * 8) / 64) * 64;
    return at;
  }
}

/** An instance whose memory one pass has to itself. */
export class Workspace {
  private numbers: Float64Array;
  private fields: Uint32Array;

  private constructor(readonly kernels: Kernels) {
    this.numbers = new Float64Array(kernels.memory.buffer);
    this.fields = new Uint32Array(kernels.memory.buffer);
  }

  /** A workspace for a layout; null where there are no kernels or too little memory. To be released after the pass. */
  static lease({ bytes }: Layout): Workspace | null {
    const workspace = idle ?? Workspace.create();
    idle = null;
    return workspace?.grow(bytes) ? workspace : null;
  }

  /** A workspace of its own, which no pass leases: its memory never grows, so views of it stay valid. Null as with `lease`. */
  static own({ bytes }: Layout): Workspace | null {
    const workspace = Workspace.create();
    return workspace?.grow(bytes) ? workspace : null;
  }

  private static create(): Workspace | null {
    const kernels = instantiate();
    return kernels === null ? null : new Workspace(kernels);
  }

  /** Makes room for `bytes`; false where the host has no more memory. */
  private grow(bytes: number): boolean {
    const missing = bytes - this.numbers.byteLength;
    if (missing <= 0) return true;
    const { memory } = this.kernels;
    try {
      memory.grow(Math.ceil(missing / pageSize));
    } catch {
      return false;
    }
    this.numbers = new Float64Array(memory.buffer);
    this.fields = new Uint32Array(memory.buffer);
    return true;
  }

  /** Hands the memory to the next pass. */
  release(): void {
    if (this.numbers.byteLength <= keptBytes) idle = this;
  }

  get buffer(): ArrayBufferLike {
    return this.numbers.buffer;
  }

  /** `count` doubles at address `at`, not copied. */
  view(at: number, count: number): Float64Array {
    return this.numbers.subarray(at / 8, at / 8 + count);
  }

  /** `count` doubles of `source` from index `from` on, to address `at`. */
  write(at: number, source: Float64Array, from = 0, count = source.length - from): void {
    const to = at / 8;
    if (count > few) this.numbers.set(count === source.length ? source : source.subarray(from, from + count), to);
    else for (let k = 0; k < count; k++) this.numbers[to + k] = source[from + k];
  }

  /** `count` doubles at address `at`, to `target` from index `to` on. */
  read(at: number, target: Float64Array, to = 0, count = target.length - to): void {
    const from = at / 8;
    if (count > few) target.set(this.numbers.subarray(from, from + count), to);
    else for (let k = 0; k < count; k++) target[to + k] = this.numbers[from + k];
  }

  /** `count` doubles at address `at`, copied to address `to`. */
  move(at: number, to: number, count: number): void {
    this.numbers.copyWithin(to / 8, at / 8, at / 8 + count);
  }

  /** Zeros at `count` doubles from address `at` on. */
  clear(at: number, count: number): void {
    const from = at / 8;
    if (count > few) this.numbers.fill(0, from, from + count);
    else for (let k = 0; k < count; k++) this.numbers[from + k] = 0;
  }

  /** Whole numbers at address `at`: the fields of a kernel's frame. */
  writeFields(at: number, fields: readonly number[]): void {
    for (let k = 0; k < fields.length; k++) this.fields[at / 4 + k] = fields[k];
  }
}

/** `layoutOf` that remembers its last result, for passes over the same sizes follow one another; `layoutOf` reads nothing but D, H and T. */
export function remembered<P>(layoutOf: (sizes: { readonly D: number; readonly H: number }, T: number) => P): typeof layoutOf {
  let last: { readonly D: number; readonly H: number; readonly T: number; readonly places: P } | null = null;
  return ({ D, H }, T) => {
    if (last === null || last.D !== D || last.H !== H || last.T !== T) last = { D, H, T, places: layoutOf({ D, H }, T) };
    return last.places;
  };
}
