/** The repository's own files as the house tests read them. */
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";

/** One source file. */
export interface Source {
  /** From the root, with forward slashes. */
  readonly file: string;
  readonly text: string;
}

/** One import or re-export. */
export interface Import {
  readonly file: string;
  /** As written: "./model.js", "node:fs", "lit". */
  readonly from: string;
  /** Whether nothing of it is left when the types are gone. */
  readonly isTypeOnly: boolean;
}

const generated = new Set([".git", "node_modules", "dist", ".vscode-test", "screenshots"]);

/** Every file below a folder whose name the pattern fits, without what is installed, built or downloaded. */
export function sources(folder: string, pattern: RegExp): Source[] {
  return readdirSync(folder, { withFileTypes: true })
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((entry) => {
      const file = path.posix.join(folder, entry.name);
      if (entry.isDirectory()) return generated.has(entry.name) ? [] : sources(file, pattern);
      return entry.isFile() && pattern.test(entry.name) ? [{ file, text: readFileSync(file, "utf8") }] : [];
    });
}

const statement = /^\s*(import|export)\s(?:([^"'`;]*?)\sfrom\s)?"([^"]+)"/gm;
const dynamic = /\bimport\(\s*"([^"]+)"\s*\)/g;

/** Every import of a file, in order of its kind. */
export function importsOf({ file, text }: Source): Import[] {
  const code = text.replace(/\/\*[\s\S]*?\*\//g, "");
  const written = [...code.matchAll(statement)].map(([, , names = "", from = ""]) => ({ file, from, isTypeOnly: onlyTypes(names) }));
  const called = [...code.matchAll(dynamic)].map(([, from = ""]) => ({ file, from, isTypeOnly: false }));
  return [...written, ...called];
}

function onlyTypes(names: string): boolean {
  if (/^type\s/.test(names)) return true;
  const listed = /^\{([\s\S]*)\}$/.exec(names.trim())?.[1];
  if (listed === undefined) return false;
  return listed
    .split(",")
    .map((name) => name.trim())
    .filter((name) => name !== "")
    .every((name) => name.startsWith("type "));
}
