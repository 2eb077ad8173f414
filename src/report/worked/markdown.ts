/** A worked solution as Markdown, with its mathematics between dollar signs as VS Code's own preview sets it. */
import { widthOf } from "../align.js";
import { inChunks } from "../chunks.js";
import type { Block, Run, TableColumn } from "./block.js";
import { markdownCode, markdownText } from "./escape.js";
import { alignmentTex, formulasTex } from "./math.js";
import { type Solution, solutionBlocks } from "./solution.js";

/** The whole text as chunks, to be written one after the other; an empty one where who writes may do something else first. */
export function worksheetMarkdown(solution: Solution): Generator<string, void, void> {
  return inChunks(pieces(solution));
}

function* pieces(solution: Solution): Generator<string, void, void> {
  let gap = "";
  for (const block of solutionBlocks(solution)) {
    yield "";
    if (block.kind === "pause") continue;
    yield gap;
    gap = "\n";
    yield* written(block);
  }
}

function* written(block: Exclude<Block, { kind: "pause" }>): Generator<string, void, void> {
  switch (block.kind) {
    case "title":
      yield `# ${markdownText(block.name)}\n`;
      return;
    case "heading":
      yield `${"#".repeat(block.level + 1)} ${runsText(block.runs)}\n`;
      return;
    case "paragraph":
      yield `${runsText(block.runs)}\n`;
      return;
    case "formulas":
      yield display(formulasTex(block.lines));
      return;
    case "equations":
      yield display(alignmentTex(block.equations));
      return;
    case "table":
      yield* tablePieces(block.columns, block.rows);
  }
}

function display(rows: string): string {
  return `$$\n\\begin{aligned}\n${rows}\n\\end{aligned}\n$$\n`;
}

function runsText(runs: readonly Run[]): string {
  return runs.map(runText).join("");
}

function runText(run: Run): string {
  if ("words" in run) return run.words;
  if ("math" in run) return `$${run.math}$`;
  return markdownCode(run.code);
}

function* tablePieces(columns: readonly TableColumn[], rows: Iterable<readonly string[]>): Generator<string, void, void> {
  const heads = columns.map(({ head }) => runText(head));
  // A name stands between backticks.
  const widths = columns.map(({ width, isText }, at) => Math.max(isText ? width + 2 : width, widthOf(heads[at]), 4));
  const line = (cells: readonly string[]) =>
    `| ${cells.map((cell, at) => padded(cell, widths[at], columns[at].isText === true)).join(" | ")} |\n`;
  yield line(heads);
  yield `|${widths.map((width, at) => (columns[at].isText ? `:${"-".repeat(width + 1)}` : `${"-".repeat(width + 1)}:`)).join("|")}|\n`;
  for (const cells of rows) yield line(cells.map((cell, at) => (columns[at].isText ? markdownCode(cell) : cell)));
}

function padded(cell: string, width: number, isText: boolean): string {
  const space = " ".repeat(Math.max(0, width - widthOf(cell)));
  return isText ? cell + space : space + cell;
}
