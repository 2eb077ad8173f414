/** What there is to translate in the reports, and what is left of English once it is. */
import { accentedBundle } from "../../house/messages.js";
import { type Source, sources } from "../../house/sources.js";

/** The reports' sources without their comments. */
export const code: readonly Source[] = sources("src/report", /\.ts$/).map(({ file, text }) => ({
  file,
  text: text.replace(/\/\*[\s\S]*?\*\//g, "").replace(/^\s*\/\/.*$/gm, ""),
}));

/** Every message of the reports in the language of tests. */
export const accentedReports = accentedBundle("src/report");

/** What is called the same in every language, where it is not followed by a parenthesis as functions are: names that stand in equations and files. */
const names = new Set(["tanh", "sigmoid", "loss", "yhat", "corr"]);

/** The words of a text that are English and nothing else. */
export function englishWords(text: string): readonly string[] {
  return (text.match(/[A-Za-z]{4,}(?![A-Za-z]*[′²]?\()/g) ?? []).filter((word) => !names.has(word));
}
