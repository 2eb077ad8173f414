/** Answers everything the panel's page asks: about the file, about what is supposed of it, and to suppose something else. */
import type { ShownComparison } from "./comparison.js";
import type { ShownSheet } from "./panelSheet.js";
import { answer, answeredBy, type PanelRequest } from "./requests.js";
import type { WhatIf } from "./whatIf.js";

/** The answer to a request: about whichever trace it names. */
export function panelAnswer(
  whatIf: WhatIf,
  { sheet, comparison }: { readonly sheet: ShownSheet | null; readonly comparison: ShownComparison | null },
  request: PanelRequest,
  failed: (error: unknown) => void,
): ReturnType<typeof answer> {
  if (request.method !== "suppose") return answer(whatIf.answererOf(request.query.revision), sheet, request, failed, comparison);
  return answeredBy(request.id, () => whatIf.suppose(request.query.changes), failed);
}
