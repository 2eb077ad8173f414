/** What of the problem a place in the file belongs to. */
import type { Path } from "../document/problem.js";
import type { Marked } from "../protocol/marked.js";

type Step = string | number | undefined;

/** An index of the text as people count; 0 where there is none. */
const counted = (step: Step): number => (typeof step === "number" ? step + 1 : 0);

const settings: ReadonlySet<unknown> = new Set(["type", "alpha", "beta1", "beta2", "epsilon", "epsilonRule", "t"]);

/** What stands at `path`, in the simple form or in a stack; null where that feeds nothing. */
export function markAt(path: Path): Marked | null {
  const isInLayer = path[0] === "layers" && typeof path[1] === "number";
  const layer = isInLayer ? counted(path[1]) : 1;
  const [owner, name, first, second] = isInLayer ? path.slice(2) : path;
  const mark = (kind: Marked["kind"], rest: Partial<Marked> = {}): Marked => ({ kind, layer, name: "", t: 0, row: 0, col: 0, ...rest });
  switch (owner) {
    case "parameters":
      return typeof name === "string" ? mark("parameter", { name, row: counted(first), col: counted(second) }) : null;
    case "initial":
      return name === "h" || name === "c" ? mark("initial", { name, row: counted(first) }) : null;
    case "inputs":
    case "targets":
      return typeof name === "number" ? mark(owner === "inputs" ? "input" : "target", { t: counted(name), row: counted(first) }) : null;
    case "optimizer":
      if (name === "V" || name === "S") return byParameter(path.slice(2), (rest) => mark(name, rest));
      return settings.has(name) ? mark("setting", { name: String(name) }) : null;
    case "gradients":
      return typeof name === "number" ? byParameter(path.slice(2), (rest) => mark("given", { ...rest, t: counted(name) })) : null;
    case "expect":
      return path.length > 1 ? mark("answer") : null;
    default:
      return null;
  }
}

/** Of what is named by parameter: in a stack the layer stands before the name. */
function byParameter(path: Path, mark: (rest: Partial<Marked>) => Marked): Marked | null {
  const isOfLayer = typeof path[0] === "number";
  const [name, row, col] = isOfLayer ? path.slice(1) : path;
  if (typeof name !== "string") return null;
  return mark({ ...(isOfLayer && { layer: counted(path[0]) }), name, row: counted(row), col: counted(col) });
}

/** The answer, from 1, that stands at `path` or is the first within it; 0 where there is none. */
export function answerAt(answers: readonly { readonly path: Path }[], path: Path): number {
  const isWithin = (inner: Path, outer: Path): boolean => outer.every((step, at) => inner[at] === step);
  return answers.findIndex((answer) => isWithin(path, answer.path) || isWithin(answer.path, path)) + 1;
}

export function isSameMark(a: Marked | null, b: Marked | null): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}
