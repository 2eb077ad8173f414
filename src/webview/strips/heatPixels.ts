/** The pixels of a heat map, one a value, kept from one drawing to the next: of what stays in sight nothing is painted twice. */

/** Writes the column of step t into `data`, the first row's pixel at byte `at`, and returns a value of it that is no number, where there is one. */
export type FillColumn = (data: Uint8ClampedArray, at: number, t: number) => number | null;

export class HeatPixels {
  /** RGBA, row by row: width × rows × 4. */
  readonly data: Uint8ClampedArray<ArrayBuffer>;
  readonly #odd: (number | null)[];
  #from: number | null = null;

  constructor(
    readonly width: number,
    readonly rows: number,
  ) {
    this.data = new Uint8ClampedArray(width * rows * 4);
    this.#odd = new Array<number | null>(width).fill(null);
  }

  /** Makes the columns those of the steps from `from` on; fills only those that were not among them before. */
  show(from: number, fill: FillColumn): void {
    const moved = from - (this.#from ?? Number.NEGATIVE_INFINITY);
    this.#from = from;
    const [first, last] = this.#move(moved);
    for (let column = first; column < last; column++) this.#odd[column] = fill(this.data, column * 4, from + column);
  }

  /** The first of `count` columns that holds what is no number, and that value. */
  oddAmong(count: number): { readonly column: number; readonly value: number } | null {
    for (let column = 0; column < count; column++) {
      const value = this.#odd[column];
      if (value !== null) return { column, value };
    }
    return null;
  }

  /** Returns the columns that are to be filled, the last excluded. */
  #move(moved: number): readonly [number, number] {
    const { width, data } = this;
    if (Math.abs(moved) >= width) return [0, width];
    // A row's end moves into the next row's beginning: these are the columns that are filled.
    if (moved > 0) {
      data.copyWithin(0, moved * 4);
      this.#odd.copyWithin(0, moved);
      return [width - moved, width];
    }
    data.copyWithin(-moved * 4, 0);
    this.#odd.copyWithin(-moved, 0);
    return [0, -moved];
  }
}

const kept = new WeakMap<object, { readonly key: readonly unknown[]; readonly pixels: HeatPixels }>();

/** The pixels kept for `owner`; new ones where the size is another, or anything of `key`, which is all that colours depend on. */
export function pixelsOf(owner: object, width: number, rows: number, key: readonly unknown[]): HeatPixels {
  const before = kept.get(owner);
  const isSame = before?.pixels.width === width && before.pixels.rows === rows && key.every((part, at) => part === before.key[at]);
  if (before !== undefined && isSame) return before.pixels;
  const pixels = new HeatPixels(width, rows);
  kept.set(owner, { key, pixels });
  return pixels;
}
