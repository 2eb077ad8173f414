/** Which known name somebody most likely meant. */

/** Longer names are not compared: nothing known is that long. */
const LONGEST = 40;
/** A file of many parameters is not searched through for each slip. */
const MOST_COMPARED = 100;

/** The known name nearest to `name`; those `preferred` win among equals. Null where none is near enough to be meant. */
export function nearest(name: string, known: Iterable<string>, preferred: (name: string) => boolean = () => false): string | null {
  if (name.length > LONGEST) return null;
  let best: string | null = null;
  // Of a single letter only the case may be wrong: every other letter is as near as the next.
  let least = name.length < 2 ? 0.75 : Math.max(1, Math.floor(name.length / 3)) + 0.5;
  let compared = 0;
  for (const candidate of known) {
    if (++compared > MOST_COMPARED) break;
    if (Math.abs(candidate.length - name.length) >= least) continue;
    const distance = editDistance(name, candidate) - (preferred(candidate) ? 0.25 : 0);
    if (distance >= least) continue;
    least = distance;
    best = candidate;
  }
  return best;
}

/** Letters to put in, take out, replace or swap with their neighbour (1 each), or to change the case of (0.5), to get from a to b. */
export function editDistance(a: string, b: string): number {
  let beforeLast: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, column) => column);
  for (let row = 1; row <= a.length; row++) {
    const current = [row];
    for (let column = 1; column <= b.length; column++) {
      const cost = replaceCost(a[row - 1], b[column - 1]);
      let least = Math.min(last[column] + 1, current[column - 1] + 1, last[column - 1] + cost);
      const isSwap = row > 1 && column > 1 && a[row - 1] === b[column - 2] && a[row - 2] === b[column - 1];
      if (isSwap) least = Math.min(least, beforeLast[column - 2] + 1);
      current.push(least);
    }
    beforeLast = last;
    last = current;
  }
  return last[b.length];
}

function replaceCost(a: string, b: string): number {
  if (a === b) return 0;
  return a.toLowerCase() === b.toLowerCase() ? 0.5 : 1;
}
