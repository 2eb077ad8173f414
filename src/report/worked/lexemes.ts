/** Cuts an equation's tokens into the smallest pieces that TeX writes in its own way. */
import type { Token } from "../explanation.js";
import { formatNumber } from "../format.js";
import { quoted } from "./escape.js";

/** `width` is estimated, in digits. */
export interface Lexeme {
  readonly kind: "atom" | "script" | "sum" | "relation" | "times" | "over" | "root" | "open" | "close" | "bar" | "comma" | "sign";
  readonly tex: string;
  readonly width: number;
}

/** What an equation is written with. */
export interface Writing {
  readonly numbers: Float64Array | readonly number[];
  readonly decimals: number;
  /** The file's expressions as TeX, by their source. */
  readonly expressions: ReadonlyMap<string, Lexeme>;
}

const lexeme = (kind: Lexeme["kind"], tex: string, width: number): Lexeme => ({ kind, tex, width });
const superscripts = "⁰¹²³⁴⁵⁶⁷⁸⁹";
const namedByTeX = new Set(["tanh", "ln", "max", "min", "exp"]);
const greek: Readonly<Record<string, string>> = { σ: "\\sigma", φ: "\\varphi", α: "\\alpha", β: "\\beta", ε: "\\varepsilon" };

/** Each kind of piece a text token may begin with, tried in this order. */
const rules: readonly (readonly [RegExp, (found: string) => Lexeme])[] = [
  [/^ \+ /, () => lexeme("sum", " + ", 2.4)],
  [/^ − /, () => lexeme("sum", " - ", 2.4)],
  [/^ = /, () => lexeme("relation", " = ", 2.6)],
  [/^ \/ /, () => lexeme("over", "/", 1)],
  [/^, /, () => lexeme("comma", ",\\,", 1)],
  [/^ [A-Za-z]{2,}( [A-Za-z]+)* ?(?![A-Za-z(])/, (words) => lexeme("atom", `\\text{${words}}`, words.length)],
  [/^\s+/, () => lexeme("atom", "", 0)],
  [/^·/, () => lexeme("times", " \\cdot ", 1.5)],
  [/^√/, () => lexeme("root", "", 0)],
  [/^\(/, () => lexeme("open", "(", 0.8)],
  [/^\)/, () => lexeme("close", ")", 0.8)],
  [/^\|/, () => lexeme("bar", "|", 0.6)],
  [/^−/, () => lexeme("sign", "-", 1.6)],
  [/^½/, () => lexeme("atom", "\\tfrac{1}{2}", 1)],
  [/^∂/, () => lexeme("atom", "\\partial ", 1)],
  [/^Σ/, () => lexeme("atom", "\\sum ", 2.4)],
  [
    /^[⁰¹²³⁴⁵⁶⁷⁸⁹]+/,
    (digits) => lexeme("script", `^{${[...digits].map((digit) => superscripts.indexOf(digit)).join("")}}`, 0.7 * digits.length),
  ],
  [/^\d+(\.\d+)?/, (digits) => lexeme("atom", digits, digits.length)],
  [/^\[[\d,]+\]/, (index) => lexeme("atom", index, index.length)],
  [/^yhat\b/, () => lexeme("atom", "\\hat{y}", 1)],
  [/^e\^(?=\()/, () => lexeme("atom", "\\exp", 4)],
  [/^[a-zA-Z]{2,}(?=\()/, (name) => lexeme("atom", namedByTeX.has(name) ? `\\${name}` : `\\operatorname{${name}}`, name.length)],
  [/^[A-Za-z]{2,}( [A-Za-z]+)* ?/, (words) => lexeme("atom", `\\text{${words}}`, words.length)],
  [/^[A-Za-z]/, (letter) => lexeme("atom", letter, 1.1)],
  [/^[σφαβε]/, (letter) => lexeme("atom", greek[letter], 1.2)],
  [/^./su, (odd) => lexeme("atom", `\\text{${quoted(odd)}}`, odd.length)],
];

function ofText(text: string): readonly Lexeme[] {
  const found: Lexeme[] = [];
  for (let rest = text; rest !== ""; ) {
    for (const [pattern, make] of rules) {
      const match = pattern.exec(rest);
      if (match === null) continue;
      found.push(make(match[0]));
      rest = rest.slice(match[0].length);
      break;
    }
  }
  return found.filter(({ tex, kind }) => tex !== "" || kind === "root");
}

/** A number as it is printed, in TeX: a true minus, an exponent as a power of ten. */
export function numberTex(printed: string): string {
  if (printed === "NaN") return "\\text{NaN}";
  const [mantissa = "", exponent] = printed
    .replaceAll("−", "-")
    .replace("∞", "\\infty ")
    .split(/[eE]\+?/);
  if (exponent === undefined) return mantissa;
  const power = `10^{${exponent}}`;
  return mantissa === "1" ? power : mantissa === "-1" ? `-${power}` : `${mantissa}\\cdot ${power}`;
}

/** How wide a printed number stands, in digits: a power of ten takes more than its letters. */
export function numberWidth(printed: string): number {
  return printed.length + (printed.startsWith("−") ? 0.6 : 0) + (printed.includes("e") ? 2.5 : 0);
}

function ofNumber(token: Extract<Token, { kind: "number" }>, { numbers, decimals }: Writing): readonly Lexeme[] {
  const printed = token.typed ?? formatNumber(numbers[token.index], decimals);
  const tex = numberTex(printed);
  const shown = lexeme("atom", token.isAnswer ? `\\mathbf{${tex}}` : tex, numberWidth(printed));
  if (!token.inParentheses || !printed.startsWith("−")) return [shown];
  return [lexeme("atom", `(${tex})`, shown.width + 1.6)];
}

const letters: Readonly<Record<string, string>> = { c̃: "\\tilde{c}", ŷ: "\\hat{y}", loss: "\\mathrm{loss}" };

/** A letter, of the format or of a parameter that the file names itself. */
function letterTex(letter: string): string {
  const known = letters[letter] ?? greek[letter];
  if (known !== undefined) return known;
  return /^[A-Za-z]$/.test(letter) ? letter : `\\text{${quoted(letter)}}`;
}

function subscriptTex(sub: string): string {
  const [first = "", ...others] = sub.split(",");
  const isPlain = /^([A-Za-z0-9]{1,2}|\d+|t-1)?$/.test(first);
  const whole = isPlain ? first : /^[A-Za-z]+$/.test(first) ? `\\mathrm{${first}}` : `\\text{${quoted(first)}}`;
  return [whole, ...others].join(",");
}

/** A symbol with its subscript, f_{2}. */
export function symbolTex(letter: string, sub?: string): string {
  return sub === undefined ? letterTex(letter) : `${letterTex(letter)}_{${subscriptTex(sub)}}`;
}

/** The tokens of one side of an equation, in order. */
export function lexemesOf(tokens: readonly Token[], writing: Writing): readonly Lexeme[] {
  return tokens.flatMap((token): readonly Lexeme[] => {
    if (token.kind === "number") return ofNumber(token, writing);
    if (token.kind === "symbol") {
      const width = Math.max(1.1, token.text.normalize("NFC").length) + 0.75 * (token.sub?.length ?? 0);
      return [lexeme("atom", symbolTex(token.text, token.sub), width)];
    }
    const expression = writing.expressions.get(token.text);
    return expression === undefined ? ofText(token.text) : [expression];
  });
}
