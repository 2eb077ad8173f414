/** The kernels' reader of numbers with a memory of its own: for large texts, since an instance costs more than a small one takes to read. */
import { instantiate, type Kernels } from "../../core/kernels/module.js";

const pageSize = 65536;
/** Below it lie the module's own constants. */
const start = 4096;

/** The one that waits for the next large text. */
let idle: NumberKernel | null = null;

/** Numbers read, as long as nothing more is read. */
export interface NumbersRead {
  readonly count: number;
  readonly values: Float64Array;
  readonly starts: Uint32Array;
  readonly ends: Uint32Array;
  /** The place where reading stopped. */
  readonly pos: number;
  /** Where the comma stands that was read last; -1 where a number was. */
  readonly comma: number;
  readonly nulls: number;
  /** Numbers whose value, NaN, is for another reader to find. */
  readonly doubtful: number;
}

export class NumberKernel {
  /** The text's bytes, to be written here. */
  readonly codes: Uint8Array;
  readonly #values: Float64Array;
  readonly #starts: Uint32Array;
  readonly #ends: Uint32Array;
  readonly #stop: Int32Array;

  private constructor(
    readonly kernels: Kernels,
    readonly size: number,
  ) {
    const most = (size >> 1) + 1;
    const { buffer } = kernels.memory;
    const doubles = Math.ceil((start + 64 + size) / 8) * 8;
    this.#stop = new Int32Array(buffer, start, 4);
    this.codes = new Uint8Array(buffer, start + 64, size);
    this.#values = new Float64Array(buffer, doubles, most);
    this.#starts = new Uint32Array(buffer, doubles + 8 * most, most);
    this.#ends = new Uint32Array(buffer, doubles + 12 * most, most);
  }

  /** One for stretches of up to `size` bytes, to be released after the text; null where the host cannot run it. */
  static lease(size: number): NumberKernel | null {
    const waiting = idle?.size === size ? idle : null;
    idle = null;
    return waiting ?? NumberKernel.#create(size);
  }

  static #create(size: number): NumberKernel | null {
    const kernels = instantiate();
    if (kernels === null) return null;
    const bytes = start + 64 + size + 8 + 16 * ((size >> 1) + 1);
    const missing = bytes - kernels.memory.buffer.byteLength;
    try {
      if (missing > 0) kernels.memory.grow(Math.ceil(missing / pageSize));
    } catch {
      return null;
    }
    return new NumberKernel(kernels, size);
  }

  /** Hands it to the next text. */
  release(): void {
    idle = this;
  }

  /** Reads from `codes[from]`, where a number or null is due, to about `codes[safe]`; the text's place of `codes[0]` is `origin`. */
  read(from: number, safe: number, origin: number): NumbersRead {
    const at = this.codes.byteOffset;
    const [values, starts, ends, stop] = [this.#values, this.#starts, this.#ends, this.#stop];
    const places = [values.byteOffset, starts.byteOffset, ends.byteOffset, stop.byteOffset] as const;
    const count = this.kernels.readNumbers(at + from, at + safe, origin - at, ...places);
    return { count, values, starts, ends, pos: stop[0], comma: stop[1], nulls: stop[2], doubtful: stop[3] };
  }
}
