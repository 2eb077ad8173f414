/** `unroll validate FILE…`: a line a fault. */
import { never, runToEnd } from "../core/slices.js";
import { readDocument } from "../document/document.js";
import { Lines } from "../document/lines.js";
import { faultLine } from "./faultLine.js";
import { readText } from "./readText.js";

/** 0 without a fault, 1 with faults, 2 where a file cannot be read at all; warnings are printed and are no faults. */
export function validate(files: readonly string[], print: (text: string) => void, complain: (text: string) => void): 0 | 1 | 2 {
  let code: 0 | 1 | 2 = 0;
  for (const file of files) {
    const read = readText(file);
    if (read.kind === "fault") {
      complain(`${read.message}\n`);
      code = 2;
      continue;
    }
    const { problems, text } = runToEnd(readDocument(read.text, never));
    const lines = new Lines(text);
    for (const problem of problems) print(faultLine(file, lines, problem));
    if (code === 0 && problems.some(({ severity }) => severity === "error")) code = 1;
  }
  return code;
}
