/** What the export commands are given by a script: `{ format, target, updates }`, all of them optional. */
import { type UriParts, uriIn } from "./arguments.js";

/** What is asked for; null where it is left to the person, or to what the panel shows. */
export interface ExportArguments {
  readonly format: unknown;
  readonly target: UriParts | null;
  readonly updates: unknown;
}

const nothing: ExportArguments = { format: null, target: null, updates: null };

/** The first argument that has one of these members; a uri has none of them. */
export function exportArgumentsIn(args: readonly unknown[]): ExportArguments {
  for (const value of args) {
    if (typeof value !== "object" || value === null || !["format", "target", "updates"].some((name) => name in value)) continue;
    const { format = null, target = null, updates = null } = value as Readonly<Record<string, unknown>>;
    return { format, target: uriIn([target]), updates };
  }
  return nothing;
}

/** A file's name without its ending, for the name of what is made from it. */
export function stemOf(name: string): string {
  return name.replace(/\.lstm\.jsonc?$/i, "").replace(/\.jsonc?$/i, "") || name;
}
