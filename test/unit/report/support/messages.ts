/** What there is to translate in the reports, and a language made up for tests. */
import { sources } from "../../house/sources.js";

/** A call of the translation, and its message where that is a plain string, as whoever collects messages needs it. */
const call = /\bl10n\.t\(\s*("(?:[^"\\\n]|\\.)*")?/g;

/** A reports' source without its comments. */
export interface Code {
  readonly file: string;
  readonly text: string;
}

export const code: readonly Code[] = sources("src/report", /\.ts$/).map(({ file, text }) => ({
  file,
  text: text.replace(/\/\*[\s\S]*?\*\//g, "").replace(/^\s*\/\/.*$/gm, ""),
}));

/** The message of each call; null for one that has another first argument. */
export function messagesIn({ text }: Code): readonly (string | null)[] {
  return [...text.matchAll(call)].map(([, literal]) => (literal === undefined ? null : (JSON.parse(literal) as string)));
}

/** A message in the made-up language: every letter of the alphabet as a wide one, places as they are. */
export function wide(message: string): string {
  return message.replace(/\{[^}]*\}|[A-Za-z]/g, (found) =>
    found.length > 1 ? found : String.fromCodePoint((found.codePointAt(0) ?? 0) + 0xfee0),
  );
}

/** Every message of the reports in the made-up language. */
export const wideMessages: Readonly<Record<string, string>> = Object.fromEntries(
  code
    .flatMap(messagesIn)
    .filter((message) => message !== null)
    .map((message) => [message, wide(message)]),
);

/** What is called the same in every language, where it is not followed by a parenthesis as functions are: names that stand in equations and files. */
const names = new Set(["tanh", "sigmoid", "loss", "yhat", "corr"]);

/** The words of a text that are English and nothing else. */
export function englishWords(text: string): readonly string[] {
  return (text.match(/[A-Za-z]{4,}(?![A-Za-z]*[′²]?\()/g) ?? []).filter((word) => !names.has(word));
}
