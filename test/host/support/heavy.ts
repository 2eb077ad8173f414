/** A file of 10 MB, made a row at a time so that making it does not hold the extension host that is being watched. */

const D = 128;
const H = 256;

/** An lstm with D = 128 and H = 256 whose weights stand in the text: some 10 MB, each matrix row on a line of its own. */
export async function heavyText({ cell = "lstm", T }: { readonly cell?: string; readonly T: number }): Promise<string> {
  let seed = 1;
  const number = () => {
    seed = (Math.imul(seed, 1664525) + 1013904223) >>> 0;
    return ((seed / 2 ** 32 - 0.5) / 8).toFixed(22);
  };
  const vector = (size: number) => `[${Array.from({ length: size }, number).join(", ")}]`;
  const pieces = [`{\n  "cell": "${cell}",\n  "parameters": {\n`];
  const writeMatrix = async (name: string, rows: number, cols: number) => {
    pieces.push(`    "${name}": [\n`);
    for (let row = 0; row < rows; row++) {
      pieces.push(`      ${vector(cols)}${row === rows - 1 ? "\n" : ",\n"}`);
      await new Promise((resolve) => setImmediate(resolve));
    }
    pieces.push("    ]");
  };
  for (const k of ["f", "i", "c", "o"]) {
    await writeMatrix(`W_${k}`, H, D);
    pieces.push(",\n");
    await writeMatrix(`U_${k}`, H, H);
    pieces.push(`,\n    "b_${k}": ${vector(H)}${k === "o" ? "\n" : ",\n"}`);
  }
  pieces.push("  },\n");
  await writeMatrix("inputs", T, D);
  pieces.push("\n}\n");
  return pieces.join("");
}
