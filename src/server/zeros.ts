/** Zero arrays of a given shape, to be filled in. */

/** Numbers up to which each zero is a stop of the Tab key. */
const mostStops = 64;
/** Numbers that are written at most: more belong into a file of their own. */
const mostNumbers = 20_000;

/** `[[0, 0], [0, 0]]` as a snippet, a row a line where there are several; null where a size is unknown or the whole too large. */
export function zeroSnippet(shape: readonly (number | null)[]): string | null {
  const sizes = shape.filter((size) => size !== null);
  const count = sizes.reduce((product, size) => product * size, 1);
  if (sizes.length !== shape.length || sizes.length === 0 || count === 0 || count > mostNumbers) return null;
  let stop = 0;
  const zero = (): string => (count <= mostStops ? `\${${++stop}:0}` : "0");
  const row = (length: number): string => `[${Array.from({ length }, zero).join(", ")}]`;
  if (sizes.length === 1) return row(sizes[0]);
  const rows = Array.from({ length: sizes[0] }, () => row(sizes[1]));
  return rows.length === 1 ? `[${rows[0]}]` : `[\n\t${rows.join(",\n\t")}\n]`;
}

/** A snippet's text as it stands before any stop is filled in. */
export function plainText(snippet: string): string {
  return snippet.replace(/\$\{\d+:([^}]*)\}|\$\{?\d+\}?|\\([$}\\])/g, "$1$2");
}
