/** Arrays by name, for results of which there are many with the same names: a small pass would spend a tenth of its time on making maps. */

/** A map over `names`, which is shared and never changes; entry k of `arrays` is that of name k. */
export class NamedArrays<K extends string> implements ReadonlyMap<K, Float64Array> {
  constructor(
    private readonly names: readonly K[],
    private readonly arrays: readonly Float64Array[],
  ) {}

  get size(): number {
    return this.names.length;
  }

  get(name: K): Float64Array | undefined {
    const at = this.names.indexOf(name);
    return at < 0 ? undefined : this.arrays[at];
  }

  has(name: K): boolean {
    return this.names.includes(name);
  }

  forEach(act: (array: Float64Array, name: K, map: ReadonlyMap<K, Float64Array>) => void): void {
    for (const [name, array] of this) act(array, name, this);
  }

  *entries(): MapIterator<[K, Float64Array]> {
    for (const [at, name] of this.names.entries()) yield [name, this.arrays[at]];
  }

  keys(): MapIterator<K> {
    return this.names.values();
  }

  values(): MapIterator<Float64Array> {
    return this.arrays.values();
  }

  [Symbol.iterator](): MapIterator<[K, Float64Array]> {
    return this.entries();
  }
}
