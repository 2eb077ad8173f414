/** The messages that sources give to translation, as a translator's tool finds them. */
import { type Source, sources } from "./sources.js";

/** Names of the function in sources: `l10n.t`, or `t` imported by itself. */
const calls = /(?<![\w.$])(?:l10n\.)?t\(\s*/g;
const literal = /^"(?:[^"\\\n]|\\.)*"/;
const commented = /^\{\s*message:\s*("(?:[^"\\\n]|\\.)*"),\s*comment:\s*("(?:[^"\\\n]|\\.)*"),?\s*\}/;

export interface Message {
  readonly file: string;
  /** Its name in a bundle: itself, with its comment behind a slash where it has one. */
  readonly key: string;
  readonly text: string;
}

/** What every call in these sources translates; `unread` are calls whose message cannot be read off the source. */
export function messagesOf(files: readonly Source[]): { readonly messages: readonly Message[]; readonly unread: readonly string[] } {
  const messages: Message[] = [];
  const unread: string[] = [];
  for (const { file, text } of files.filter((one) => one.text.includes('from "@vscode/l10n"'))) {
    for (const call of text.matchAll(calls)) {
      const given = text.slice(call.index + call[0].length);
      const [plain] = literal.exec(given) ?? [];
      const [, message = plain, comment] = commented.exec(given) ?? [];
      if (message === undefined) unread.push(`${file}: ${given.slice(0, 60)}`);
      else messages.push({ file, text: JSON.parse(message), key: keyOf(JSON.parse(message), comment) });
    }
  }
  return { messages, unread };
}

function keyOf(message: string, comment: string | undefined): string {
  return comment === undefined ? message : `${message}/${JSON.parse(comment)}`;
}

const plain = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";
const accents = [..."ȧƀċḋḗƒɠħīĵķŀḿńǿƥɋřşŧŭṽẇẋẏẑȦƁĆḊḖƑƓĦĪĴĶĿḾŃǾƤɊŘŞŦŬṼẆẊẎẐ"];

/** The message in a language nobody speaks: every letter has an accent, its places stay. */
export function accented(message: string): string {
  return message.replace(/\{\w+\}|[A-Za-z]/g, (part) => accents[plain.indexOf(part)] ?? part);
}

/** The bundle of that language for everything that is said in these folders. */
export function accentedBundle(...folders: readonly string[]): Readonly<Record<string, string>> {
  const { messages } = messagesOf(folders.flatMap((folder) => sources(folder, /\.ts$/)));
  return Object.fromEntries(messages.map(({ key, text }) => [key, accented(text)]));
}
