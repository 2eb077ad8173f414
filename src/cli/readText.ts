/** Reads a file's text as an editor would, or says in one sentence why that cannot be. */
import { isUtf8 } from "node:buffer";
import { readFileSync, statSync } from "node:fs";
import { Lines } from "../document/lines.js";

/** More cannot be held as one text. */
const mostMegabytes = 512;

export type Read =
  | { readonly kind: "text"; readonly text: string }
  /** A message that starts with the file's name, and with line and column where there is one. */
  | { readonly kind: "fault"; readonly message: string };

const reasons: Readonly<Record<string, string>> = {
  ENOENT: "there is no such file",
  ENOTDIR: "there is no such file",
  EACCES: "it may not be read (permission denied)",
  EPERM: "it may not be read (permission denied)",
  EISDIR: "it is a directory",
  ELOOP: "its links go round in a circle",
  ENAMETOOLONG: "its name is too long",
};

/** Never throws for what is wrong with the file. */
export function readText(file: string): Read {
  const fault = (reason: string): Read => ({ kind: "fault", message: `${file}: ${reason}` });
  const tooLarge = (size: number) => fault(`it has ${Math.round(size / 1e6)} MB; more than ${mostMegabytes} MB cannot be read`);
  try {
    const stat = statSync(file);
    if (stat.isDirectory()) return fault("it is a directory");
    if (stat.size > mostMegabytes * 1e6) return tooLarge(stat.size);
    // A pipe tells no size beforehand.
    const bytes = readFileSync(file);
    if (bytes.length > mostMegabytes * 1e6) return tooLarge(bytes.length);
    return isUtf8(bytes) ? { kind: "text", text: new TextDecoder().decode(bytes) } : { kind: "fault", message: notUtf8(file, bytes) };
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    if (code === undefined) throw error;
    return fault(reasons[code] ?? message);
  }
}

/** The first byte that is no UTF-8 is where decoding and encoding again gives something else. */
function notUtf8(file: string, bytes: Buffer): string {
  const again = Buffer.from(new TextDecoder("utf-8", { ignoreBOM: true }).decode(bytes));
  let first = 0;
  while (first < bytes.length && bytes[first] === again[first]) first++;
  const before = new TextDecoder().decode(bytes.subarray(0, first)).replace(/\uFFFD$/, "");
  const { line, character } = new Lines(before).at(before.length);
  return `${file}:${line + 1}:${character + 1}: this is not UTF-8 text (byte 0x${bytes[first].toString(16).padStart(2, "0")})`;
}
