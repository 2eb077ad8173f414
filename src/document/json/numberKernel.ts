/** The kernels' reader of numbers with a memory of its own: for large texts, since an instance costs more than a small one takes to read. */
import { Layout, Workspace } from "../../core/kernels/workspace.js";

/** The one that waits for the next large text. */
let idle: NumberKernel | null = null;

/** Where a stretch of `size` bytes lies, and what is read of it: a number takes two of them at least, with its comma. */
function placesFor(size: number) {
  const layout = new Layout();
  const most = (size >> 1) + 1;
  const [codes, values] = [layout.doubles(Math.ceil(size / 8)), layout.doubles(most)];
  const [starts, ends, stop] = [layout.doubles(most / 2), layout.doubles(most / 2), layout.doubles(2)];
  return { layout, most, codes, values, starts, ends, stop };
}

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

/** Reads numbers from a stretch of bytes, by an instance of the kernels and a memory that no other reader has. */
export class NumberKernel {
  /** The text's bytes, to be written here. */
  readonly codes: Uint8Array;
  readonly #values: Float64Array;
  readonly #starts: Uint32Array;
  readonly #ends: Uint32Array;
  readonly #stop: Int32Array;

  private constructor(
    readonly workspace: Workspace,
    readonly size: number,
    places: ReturnType<typeof placesFor>,
  ) {
    const { buffer } = workspace;
    this.codes = new Uint8Array(buffer, places.codes, size);
    this.#values = new Float64Array(buffer, places.values, places.most);
    this.#starts = new Uint32Array(buffer, places.starts, places.most);
    this.#ends = new Uint32Array(buffer, places.ends, places.most);
    this.#stop = new Int32Array(buffer, places.stop, 4);
  }

  /** One for stretches of up to `size` bytes, to be released after the text; null where the host cannot run it. */
  static lease(size: number): NumberKernel | null {
    const waiting = idle?.size === size ? idle : null;
    idle = null;
    if (waiting !== null) return waiting;
    const places = placesFor(size);
    const workspace = Workspace.own(places.layout);
    return workspace && new NumberKernel(workspace, size, places);
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
    const count = this.workspace.kernels.readNumbers(at + from, at + safe, origin - at, ...places);
    return { count, values, starts, ends, pos: stop[0], comma: stop[1], nulls: stop[2], doubtful: stop[3] };
  }
}
