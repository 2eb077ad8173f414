/** What a hover says, and how it is written for editors with and without Markdown. */
import { type MarkupContent, MarkupKind } from "vscode-languageserver";

export interface Description {
  /** What it is called: `W_f[1,2]`. */
  readonly name: string;
  /** What follows the name: its value, its shape. */
  readonly about: string;
  /** Sentences, each a paragraph. */
  readonly lines: readonly string[];
  /** Written as it is, in a fixed-width face. */
  readonly equation?: string;
}

export function markdownOf({ name, about, lines, equation }: Description): string {
  const code = name.includes("`") ? escaped(name) : `\`${name}\``;
  const title = about === "" ? `**${code}**` : `**${code}** ${escaped(about)}`;
  const block = equation === undefined ? [] : [`\`\`\`text\n${equation}\n\`\`\``];
  return [title, ...lines.map(escaped), ...block].join("\n\n");
}

export function plainTextOf({ name, about, lines, equation }: Description): string {
  const title = about === "" ? name : `${name} ${about}`;
  return [title, ...lines, ...(equation === undefined ? [] : [equation])].join("\n");
}

/** The schema's Markdown without its escapes and marks. */
export function withoutMarkdown(markdown: string): string {
  return markdown.replace(/&nbsp;/g, " ").replace(/\\([\\`*_{}[\]()<>#+\-.!\n])/g, "$1");
}

export function markup(text: string, isMarkdown: boolean): MarkupContent {
  return { kind: isMarkdown ? MarkupKind.Markdown : MarkupKind.PlainText, value: text };
}

function escaped(text: string): string {
  return text.replace(/[\\`*_{}[\]()<>#+\-.!|~&]/g, "\\$&");
}
