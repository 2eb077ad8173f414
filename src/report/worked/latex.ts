/** A worked solution as LaTeX: a bare article with amsmath, nothing else. */
import { inChunks } from "../chunks.js";
import type { Block, Run, TableColumn } from "./block.js";
import { latexText } from "./escape.js";
import { numberTex } from "./lexemes.js";
import { alignmentTex, formulasTex } from "./math.js";
import { type Solution, solutionBlocks } from "./solution.js";

/** Rows of a table that stand together; a table does not break across pages by itself. */
const rowsTogether = 40;

const preamble = `\\documentclass[11pt,a4paper]{article}
\\usepackage{amsmath}
\\setlength{\\textwidth}{160mm}
\\setlength{\\oddsidemargin}{-0.4mm}
\\setlength{\\evensidemargin}{-0.4mm}
\\setlength{\\textheight}{240mm}
\\setlength{\\topmargin}{-5mm}
\\setlength{\\headheight}{0pt}
\\setlength{\\headsep}{0pt}
\\setlength{\\parindent}{0pt}
\\setlength{\\parskip}{6pt}
\\setlength{\\emergencystretch}{10em}
\\setlength{\\tabcolsep}{5pt}
\\allowdisplaybreaks
\\raggedbottom
\\begin{document}
`;

/** The whole text as chunks, to be written one after the other; an empty one where who writes may do something else first. */
export function worksheetLatex(solution: Solution): Generator<string, void, void> {
  return inChunks(pieces(solution));
}

function* pieces(solution: Solution): Generator<string, void, void> {
  yield preamble;
  for (const block of solutionBlocks(solution)) {
    yield "";
    if (block.kind !== "pause") yield* written(block);
  }
  yield "\n\\end{document}\n";
}

const headings = ["section*", "subsection*", "subsubsection*"];

function* written(block: Exclude<Block, { kind: "pause" }>): Generator<string, void, void> {
  switch (block.kind) {
    case "title":
      yield `\n{\\Large\\bfseries\\raggedright ${breakable(latexText(block.name))}\\par}\n`;
      return;
    case "heading":
      yield `\n\\${headings[block.level - 1]}{${runsText(block.runs)}}\n`;
      return;
    case "paragraph":
      yield `\n${runsText(block.runs)}\n`;
      return;
    case "formulas": {
      const columns = Math.max(...block.lines.map((line) => line.length));
      yield `\\begin{alignat*}{${columns}}\n${formulasTex(block.lines)}\n\\end{alignat*}\n`;
      return;
    }
    case "equations":
      yield `\\begin{align*}\n${alignmentTex(block.equations)}\n\\end{align*}\n`;
      return;
    case "table":
      yield* tablePieces(block.columns, block.rows);
  }
}

function runsText(runs: readonly Run[]): string {
  return runs.map(runText).join("");
}

function runText(run: Run): string {
  if ("words" in run) return latexText(run.words);
  if ("math" in run) return `$${run.math}$`;
  return `\\texttt{${codeText(run.code)}}`;
}

/** A long name may go on in the next line behind its marks. */
function breakable(latex: string): string {
  return latex.replace(/(\\_|[.,/\])-])/g, "$1\\allowbreak{}");
}

/** Code may go on in the next line behind any sign. */
function codeText(code: string): string {
  return latexText(code).replace(/([+*/^),]|\{\}|\\_| )(?=.)/g, "$1\\allowbreak{}");
}

function* tablePieces(columns: readonly TableColumn[], rows: Iterable<readonly string[]>): Generator<string, void, void> {
  const format = columns.map(({ isText }) => (isText ? "l" : "r")).join("");
  const head = `${columns.map((column) => runText(column.head)).join(" & ")} \\\\\n\\hline\n`;
  let count = 0;
  for (const cells of rows) {
    if (count % rowsTogether === 0) yield `${count === 0 ? "" : "\\end{tabular}\n"}\n\\begin{tabular}{${format}}\n${head}`;
    const strut = count % rowsTogether === 0 ? "\\rule{0pt}{2.6ex}" : "";
    count++;
    yield `${strut}${cells.map((cell, at) => cellText(cell, columns[at])).join(" & ")} \\\\\n`;
  }
  yield "\\end{tabular}\n";
}

function cellText(cell: string, { isText }: TableColumn): string {
  if (cell === "") return "";
  return isText ? latexText(cell) : `$${numberTex(cell)}$`;
}
