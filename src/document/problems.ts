/** Gathers a file's problems, bounded in number, and gives them back in text order. */
import type { Problem, Severity, TextRange } from "./problem.js";

/** Problems a document keeps at most. */
export const PROBLEM_LIMIT = 1000;

/** The problems of one file while it is read. */
export class Problems {
  readonly #found: Problem[] = [];
  #errors = 0;

  /** Whether further errors would be dropped, so that looking for them is not worth the work. */
  get isFull(): boolean {
    return this.#errors >= PROBLEM_LIMIT;
  }

  get hasErrors(): boolean {
    return this.#errors > 0;
  }

  error(code: string, message: string, range: TextRange, data?: Problem["data"]): void {
    if (this.isFull) return;
    this.#errors++;
    this.#add(code, "error", message, range, data);
  }

  warning(code: string, message: string, range: TextRange, data?: Problem["data"]): void {
    if (this.#found.length - this.#errors >= PROBLEM_LIMIT) return;
    this.#add(code, "warning", message, range, data);
  }

  /** At most `PROBLEM_LIMIT`, errors before warnings where there are more, in text order. */
  inTextOrder(): readonly Problem[] {
    const errors = this.#found.filter((problem) => problem.severity === "error");
    const warnings = this.#found.filter((problem) => problem.severity === "warning");
    const kept = [...errors, ...warnings].slice(0, PROBLEM_LIMIT);
    return kept.sort((a, b) => a.range.start - b.range.start || a.range.end - b.range.end);
  }

  #add(code: string, severity: Severity, message: string, range: TextRange, data: Problem["data"]): void {
    const plain = { code, severity, message, range: { start: range.start, end: range.end } };
    this.#found.push(data === undefined ? plain : { ...plain, data });
  }
}
