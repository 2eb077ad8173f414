/** `unroll check FILE…`: the answers under `expect`, checked. */
import { forward } from "../core/forward.js";
import { never, runToEnd } from "../core/slices.js";
import { readDocument } from "../document/document.js";
import { Lines } from "../document/lines.js";
import { answerRows, csvHeader, csvLine, faultRow, jsonLine, verdictText } from "../report/answers/answerRows.js";
import type { Answers, Counts } from "../report/answers/answers.js";
import { checkAnswers } from "../report/answers/check.js";
import { addCounts, countsText, noCounts } from "../report/answers/summary.js";
import type { CheckFormat } from "./arguments.js";
import { faultLine } from "./faultLine.js";
import { readText } from "./readText.js";
import { beyondMemory, withinMemory } from "./withinMemory.js";

/** One file as it came out. */
type Outcome =
  | { readonly kind: "checked"; readonly lines: Lines; readonly answers: Answers }
  /** Rows for machines; what is said of it goes to `complain`. */
  | { readonly kind: "unusable"; readonly rows: readonly ReturnType<typeof faultRow>[] };

/** A run over files: take `output` to its end, then `code` is the exit code. */
export class Check {
  private counts: Counts = noCounts;
  private unusable = 0;
  private hasWrong = false;

  constructor(
    private readonly files: readonly string[],
    private readonly format: CheckFormat,
    private readonly complain: (text: string) => void,
  ) {}

  /** 0 where none is wrong (a last digit alone is none), 1 where one is, 2 where a file cannot be used. */
  get code(): 0 | 1 | 2 {
    if (this.unusable > 0) return 2;
    return this.hasWrong ? 1 : 0;
  }

  /** A piece of output a file; files are read one by one, and one that cannot be used stops none. */
  *output(): Generator<string, void, void> {
    const { format } = this;
    let before = format === "json" ? "[\n" : format === "csv" ? csvHeader : "";
    for (const file of this.files) {
      const outcome = this.outcomeOf(file);
      const text = format === "text" ? textOf(file, outcome) : rowsOf(file, outcome, format);
      if (text === "") continue;
      yield before + text;
      before = format === "json" ? ",\n" : "";
    }
    yield format === "json" ? `${before === ",\n" ? "" : before}\n]\n` : format === "csv" ? before : this.summary();
  }

  private outcomeOf(file: string): Outcome {
    const outcome = withinMemory(() => this.check(file)) ?? this.refuse(file, beyondMemory);
    if (outcome.kind === "unusable") this.unusable++;
    else this.count(outcome.answers);
    return outcome;
  }

  private check(file: string): Outcome {
    const read = readText(file);
    if (read.kind === "fault") {
      this.complain(`${read.message}\n`);
      return { kind: "unusable", rows: [{ file, verdict: "unusable", message: read.message.slice(file.length + 2) }] };
    }
    const document = runToEnd(readDocument(read.text, never));
    const { model, problems, text } = document;
    const lines = new Lines(text);
    for (const problem of problems) this.complain(faultLine(file, lines, problem));
    if (model === null) {
      const rows = problems.filter(({ severity }) => severity === "error").map((problem) => faultRow(file, lines, problem));
      return { kind: "unusable", rows };
    }
    const answers = runToEnd(checkAnswers(document, runToEnd(forward(model, never)), never));
    return { kind: "checked", lines, answers };
  }

  private refuse(file: string, message: string): Outcome {
    this.complain(`${file}: ${message}\n`);
    return { kind: "unusable", rows: [{ file, verdict: "unusable", message }] };
  }

  private count({ answers, counts }: Answers): void {
    this.counts = addCounts(this.counts, counts);
    this.hasWrong ||= answers.some(({ verdict }) => verdict === "wrong");
  }

  private summary(): string {
    const { files, unusable, counts } = this;
    const several = files.length > 1 ? `${files.length} files, ` : "";
    const refused = unusable === 0 ? "" : `; ${unusable} file${unusable === 1 ? "" : "s"} cannot be used`;
    return `${several}${countsText(counts)}${refused}\n`;
  }
}

/** A line for each answer that is not right; a blank is none. */
function textOf(file: string, outcome: Outcome): string {
  if (outcome.kind === "unusable") return "";
  const { lines, answers } = outcome;
  return answers.answers
    .filter(({ verdict }) => verdict !== "right" && verdict !== "blank")
    .map((answer) => {
      const { line, character } = lines.at(answer.range.start);
      return `${file}:${line + 1}:${character + 1}: ${verdictText(answer)}: ${answer.message}\n`;
    })
    .join("");
}

function rowsOf(file: string, outcome: Outcome, format: "json" | "csv"): string {
  const rows = outcome.kind === "unusable" ? outcome.rows : [...answerRows(file, outcome.lines, outcome.answers)];
  return format === "csv" ? rows.map(csvLine).join("") : rows.map((row) => `  ${jsonLine(row)}`).join(",\n");
}
