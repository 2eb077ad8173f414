/** Sets of root faults that values descend from, each set kept once under a small number. */

/** More roots than these are not told apart: a message names the first few. */
const mostRoots = 8;

/** Set 0 is the empty one. */
export class Causes {
  private readonly sets: (readonly number[])[] = [[]];
  private readonly numbers = new Map<string, number>([["", 0]]);
  private readonly unions = new Map<string, number>();

  /** The set of one root. */
  single(root: number): number {
    return this.numberOf([root]);
  }

  /** The union of two sets, in ascending order, of its first few roots. */
  union(a: number, b: number): number {
    if (a === b || b === 0) return a;
    if (a === 0) return b;
    const key = a < b ? `${a},${b}` : `${b},${a}`;
    let union = this.unions.get(key);
    if (union === undefined) {
      const roots = [...new Set([...this.sets[a], ...this.sets[b]])].sort((left, right) => left - right);
      union = this.numberOf(roots.slice(0, mostRoots));
      this.unions.set(key, union);
    }
    return union;
  }

  /** The union of all in a list. */
  all(sets: Iterable<number>): number {
    let union = 0;
    for (const set of sets) union = this.union(union, set);
    return union;
  }

  rootsOf(set: number): readonly number[] {
    return this.sets[set];
  }

  private numberOf(roots: readonly number[]): number {
    const key = roots.join(",");
    let number = this.numbers.get(key);
    if (number === undefined) {
      number = this.sets.push(roots) - 1;
      this.numbers.set(key, number);
    }
    return number;
  }
}
