/** Cuts the text of an expression into numbers, names and signs. */

export interface Token {
  readonly kind: "number" | "name" | "sign" | "end" | "unknown";
  /** The text; signs in their ASCII form. */
  readonly text: string;
  /** Where it starts in the source. */
  readonly offset: number;
}

/** Signs people paste from books, and what they stand for. */
const typographic: ReadonlyMap<string, string> = new Map([
  ["−", "-"],
  ["×", "*"],
  ["·", "*"],
  ["÷", "/"],
  ["≤", "<="],
  ["≥", ">="],
  ["≠", "!="],
]);

/** One token at the reader's place; each alternative is bounded by what it consumes, so the work is linear. */
const pattern =
  /[ \t\r\n]*(?:((?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)(?:[eE][+-]?[0-9]+)?)|([A-Za-z_][A-Za-z_0-9]*)|(<=|>=|==|!=|[-+*/^<>?:(),−×·÷≤≥≠])|($)|(.))/suy;

/** The tokens of `source`, closed by one of kind `end`; whatever is outside the language is one of kind `unknown`, which ends the list. */
export function tokensOf(source: string): readonly Token[] {
  const tokens: Token[] = [];
  let at = 0;
  for (;;) {
    pattern.lastIndex = at;
    const match = pattern.exec(source);
    if (match === null) return tokens;
    const [whole, number, name, sign, , unknown] = match;
    at += whole.length;
    const text = number ?? name ?? sign ?? unknown ?? "";
    const kind =
      number !== undefined
        ? "number"
        : name !== undefined
          ? "name"
          : sign !== undefined
            ? "sign"
            : unknown !== undefined
              ? "unknown"
              : "end";
    tokens.push({ kind, text: typographic.get(text) ?? text, offset: at - text.length });
    if (kind === "end" || kind === "unknown") return tokens;
  }
}
