/** `unroll gradcheck FILE`: each parameter's gradient beside finite differences. */
import { gradientCheck } from "../core/gradientCheck.js";
import type { Model } from "../core/model.js";
import { never, runToEnd } from "../core/slices.js";
import { readDocument } from "../document/document.js";
import { Lines } from "../document/lines.js";
import { gradientCheckTable } from "../report/gradientCheckTable.js";
import { faultLine } from "./faultLine.js";
import { readText } from "./readText.js";
import { beyondMemory, withinMemory } from "./withinMemory.js";

/** The check's text, what is to be said beside it, and the exit code. */
export interface GradientsChecked {
  readonly chunks: Iterable<string>;
  readonly remarks: readonly string[];
  /** 0 where every gradient is right, 1 where one is not, 2 where the file cannot be used. */
  readonly code: 0 | 1 | 2;
}

export function gradcheck(file: string): GradientsChecked {
  const read = readText(file);
  if (read.kind === "fault") return { chunks: [], remarks: [`${read.message}\n`], code: 2 };
  const { model, problems, text } = runToEnd(readDocument(read.text, never));
  const lines = new Lines(text);
  const remarks = problems.map((problem) => faultLine(file, lines, problem));
  if (model === null) return { chunks: [], remarks, code: 2 };
  const unable = whyNoCheck(model);
  if (unable !== null) return { chunks: [], remarks: [...remarks, `${file}: ${unable}\n`], code: 2 };
  const check = withinMemory(() => runToEnd(gradientCheck(model, never)));
  if (check === null) return { chunks: [], remarks: [...remarks, `${file}: ${beyondMemory}\n`], code: 2 };
  return { chunks: gradientCheckTable(model, check), remarks, code: check.isRight ? 0 : 1 };
}

/** Why the file has no gradient to check; null where it has one. */
function whyNoCheck({ given, targets }: Model): string | null {
  if (given !== null) return 'its "gradients" are given, so there is nothing to check them against';
  return targets !== null ? null : 'gradcheck needs "targets" in the file: without one there is no loss and no gradient';
}
