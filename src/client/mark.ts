/** Which parameter of the model a place in the file belongs to. */
import type { Path } from "../document/problem.js";
import type { HostEvents } from "../protocol/panel.js";

export type Mark = HostEvents["marked"];

/** The parameter at `path`, in the simple form or in a stack; null where the path leads elsewhere. */
export function markAt(path: Path): Mark {
  const inLayer = path[0] === "layers" && typeof path[1] === "number";
  const [owner, parameter] = inLayer ? path.slice(2) : path;
  if (owner !== "parameters" || typeof parameter !== "string") return null;
  return { layer: inLayer ? (path[1] as number) + 1 : 1, parameter };
}

export function isSameMark(a: Mark, b: Mark): boolean {
  return a?.layer === b?.layer && a?.parameter === b?.parameter;
}
