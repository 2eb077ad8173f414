/** All the numbers that stand in a file's lists, one after another: values, and where each is written. */

/** Entries of a chunk: large enough to copy by, small enough to fill within a slice. */
const CHUNK_BITS = 15;
const CHUNK = 1 << CHUNK_BITS;

interface Chunk {
  readonly values: Float64Array;
  readonly starts: Uint32Array;
  readonly ends: Uint32Array;
}

/** Grows by chunks, so that no number is ever moved. */
export class NumberPool {
  length = 0;
  readonly #chunks: Chunk[] = [];

  /** For `most` entries, which are never exceeded. */
  constructor(readonly most: number) {}

  /** Adds a number, or null as NaN: a file has no other way to say NaN. */
  push(value: number, start: number, end: number): void {
    const index = this.length++;
    const at = index & (CHUNK - 1);
    if (at === 0) this.#chunks.push(chunkOf(Math.min(CHUNK, this.most - index)));
    const chunk = this.#chunks[index >> CHUNK_BITS];
    chunk.values[at] = value;
    chunk.starts[at] = start;
    chunk.ends[at] = end;
  }

  /** Adds the first `count` of several at one go. */
  pushAll(count: number, all: { readonly values: Float64Array; readonly starts: Uint32Array; readonly ends: Uint32Array }): void {
    for (let done = 0; done < count; ) {
      const at = this.length & (CHUNK - 1);
      if (at === 0) this.#chunks.push(chunkOf(Math.min(CHUNK, this.most - this.length)));
      const chunk = this.#chunks[this.length >> CHUNK_BITS];
      const to = done + Math.min(count - done, CHUNK - at);
      chunk.values.set(all.values.subarray(done, to), at);
      chunk.starts.set(all.starts.subarray(done, to), at);
      chunk.ends.set(all.ends.subarray(done, to), at);
      this.length += to - done;
      done = to;
    }
  }

  valueAt(index: number): number {
    return this.#chunks[index >> CHUNK_BITS].values[index & (CHUNK - 1)];
  }

  startAt(index: number): number {
    return this.#chunks[index >> CHUNK_BITS].starts[index & (CHUNK - 1)];
  }

  endAt(index: number): number {
    return this.#chunks[index >> CHUNK_BITS].ends[index & (CHUNK - 1)];
  }

  /** Writes `count` values from `first` on into `target` from `at` on. */
  copyInto(target: Float64Array, at: number, first: number, count: number): void {
    let done = 0;
    while (done < count) {
      const from = (first + done) & (CHUNK - 1);
      const { values } = this.#chunks[(first + done) >> CHUNK_BITS];
      const piece = Math.min(count - done, CHUNK - from);
      target.set(values.subarray(from, from + piece), at + done);
      done += piece;
    }
  }
}

function chunkOf(size: number): Chunk {
  return { values: new Float64Array(size), starts: new Uint32Array(size), ends: new Uint32Array(size) };
}
