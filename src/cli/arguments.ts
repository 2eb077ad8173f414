/** Reads the command line's words. */
import { parseArgs } from "node:util";
import { exportFormats } from "../report/traceText.js";

export const formats = ["table", ...exportFormats] as const;
export type Format = (typeof formats)[number];

export const checkFormats = ["text", "json", "csv"] as const;
export type CheckFormat = (typeof checkFormats)[number];

/** Digits after the point in what people read, unless the command says otherwise: as in the editor. */
const defaultDecimals = 4;
const mostDecimals = 17;

export interface TraceOptions {
  readonly format: Format;
  /** Digits after the point, in a table, Markdown and LaTeX. */
  readonly decimals: number;
  /** Adam updates to take; null where the command does not say. */
  readonly updates: number | null;
}

export type Arguments =
  | { readonly kind: "help" }
  | { readonly kind: "version" }
  | { readonly kind: "trace"; readonly file: string; readonly how: TraceOptions }
  | { readonly kind: "gradcheck"; readonly file: string }
  | { readonly kind: "validate"; readonly files: readonly string[] }
  | { readonly kind: "check"; readonly files: readonly string[]; readonly format: CheckFormat }
  | { readonly kind: "wrong"; readonly message: string };

const options = {
  help: { type: "boolean", short: "h" },
  version: { type: "boolean", short: "v" },
  format: { type: "string" },
  decimals: { type: "string" },
  updates: { type: "string" },
} as const;

type Values = { readonly [K in keyof typeof options]?: (typeof options)[K]["type"] extends "boolean" ? boolean : string };

function wrong(message: string): Arguments {
  return { kind: "wrong", message };
}

/** What `words`, the command line after the program's name, ask for. */
export function readArguments(words: readonly string[]): Arguments {
  let parsed: { readonly values: Values; readonly positionals: readonly string[] };
  try {
    parsed = parseArgs({ args: [...words], options, allowPositionals: true });
  } catch (error) {
    // parseArgs follows its first sentence with advice that does not fit here.
    if (error instanceof TypeError) return wrong(error.message.split(". ")[0]);
    throw error;
  }
  const { values, positionals } = parsed;
  if (values.help) return { kind: "help" };
  if (values.version) return { kind: "version" };
  const [command, ...files] = positionals;
  if (command === "trace") return readTrace(values, files);
  if (command === "gradcheck") return readGradcheck(values, files);
  if (command === "validate") return readValidate(values, files);
  if (command === "check") return readCheck(values, files);
  return wrong(command === undefined ? "a command is missing" : `unknown command '${command}'`);
}

function readValidate(values: Values, files: readonly string[]): Arguments {
  const stray = Object.keys(values)[0];
  if (stray !== undefined) return wrong(`validate takes no --${stray}`);
  return files.length > 0 ? { kind: "validate", files } : wrong("validate needs at least one file");
}

function readGradcheck(values: Values, files: readonly string[]): Arguments {
  const stray = Object.keys(values)[0];
  if (stray !== undefined) return wrong(`gradcheck takes no --${stray}`);
  if (files.length !== 1) return wrong(`gradcheck needs one file, not ${files.length === 0 ? "none" : files.length}`);
  return { kind: "gradcheck", file: files[0] };
}

function readCheck({ format = "text", ...others }: Values, files: readonly string[]): Arguments {
  const stray = Object.keys(others)[0];
  if (stray !== undefined) return wrong(`check takes no --${stray}`);
  const known = checkFormats.find((each) => each === format);
  if (known === undefined) return wrong(`unknown format '${format}'; there are ${checkFormats.join(", ")}`);
  return files.length > 0 ? { kind: "check", files, format: known } : wrong("check needs at least one file");
}

function readTrace({ format = "table", decimals, updates }: Values, files: readonly string[]): Arguments {
  if (files.length !== 1) return wrong(`trace needs one file, not ${files.length === 0 ? "none" : files.length}`);
  if (!isFormat(format)) return wrong(`unknown format '${format}'; there are ${formats.join(", ")}`);
  if (decimals !== undefined && (format === "json" || format === "csv"))
    return wrong(`--decimals is for reading; ${format} holds every digit`);
  const digits = decimals === undefined ? defaultDecimals : Number(decimals);
  if (decimals?.trim() === "" || !Number.isInteger(digits) || digits < 0 || digits > mostDecimals) {
    return wrong(`--decimals is a whole number from 0 to ${mostDecimals}, not '${decimals}'`);
  }
  if (updates !== undefined && !/^\d{1,9}$/.test(updates)) return wrong(`--updates is a whole number, not '${updates}'`);
  return { kind: "trace", file: files[0], how: { format, decimals: digits, updates: updates === undefined ? null : Number(updates) } };
}

function isFormat(word: string): word is Format {
  return formats.some((format) => format === word);
}
