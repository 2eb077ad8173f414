/** Text that comes from a file, made harmless for TeX and for Markdown. */

const special: Readonly<Record<string, string>> = {
  "\\": "\\textbackslash{}",
  "{": "\\{",
  "}": "\\}",
  // As mathematics: as text it is in a font that has to be made first.
  $: "$\\$$",
  "&": "\\&",
  "#": "\\#",
  "%": "\\%",
  _: "\\_",
  "^": "\\textasciicircum{}",
  "~": "\\textasciitilde{}",
  "<": "\\textless{}",
  ">": "\\textgreater{}",
  "|": "\\textbar{}",
  '"': "''",
  "–": "--",
  "—": "---",
  "’": "'",
  "…": "...",
  "·": "$\\cdot$",
  "−": "$-$",
  "×": "$\\times$",
  ß: "\\ss{}",
  ø: "\\o{}",
  Ø: "\\O{}",
  æ: "\\ae{}",
  Æ: "\\AE{}",
  å: "\\aa{}",
  Å: "\\AA{}",
  ł: "\\l{}",
  Ł: "\\L{}",
};

/** Marks over a letter that the fonts of a bare article can set. */
const accents: Readonly<Record<string, string>> = {
  "\u0300": "`",
  "\u0301": "'",
  "\u0302": "^",
  "\u0303": "~",
  "\u0308": '"',
  "\u030c": "v",
  "\u0327": "c",
  "\u0304": "=",
  "\u0307": ".",
  "\u0306": "u",
  "\u030b": "H",
};

const greek = new Map(
  [..."αβγδεζηθικλμνξπρστυφχψω"].map((letter, at) => [
    letter,
    "alpha beta gamma delta varepsilon zeta eta theta iota kappa lambda mu nu xi pi rho sigma tau upsilon varphi chi psi omega".split(" ")[
      at
    ],
  ]),
);

/** Any text as LaTeX, in text or within `\text`; what the fonts lack stands as its code point. */
export function latexText(text: string): string {
  return [...text.normalize("NFC")].map(character).join("");
}

function character(char: string): string {
  const known = special[char];
  if (known !== undefined) return known;
  if (/^[\x20-\x7e]$/.test(char)) return char;
  if (/^\s$/.test(char)) return " ";
  const letter = greek.get(char);
  if (letter !== undefined) return `$\\${letter}$`;
  const [base = "", mark = "", ...more] = char.normalize("NFD");
  const accent = accents[mark];
  if (accent !== undefined && more.length === 0 && /^[A-Za-z]$/.test(base))
    return `\\${accent}{${base === "i" || base === "j" ? `\\${base}` : base}}`;
  return codePoint(char);
}

/** What LaTeX and KaTeX write alike within `\text{…}`. */
const alike = /^[A-Za-z0-9 .,:;!?'()[\]/=+*\u00c0-\u00cf\u00d1-\u00d6\u00d8-\u00dd\u00df-\u00ef\u00f1-\u00f6\u00f8-\u00fd\u00ff-]$/;

/** Text within `\text{…}` of an equation; what only one of LaTeX and KaTeX would read stands as its code point. */
export function quoted(text: string): string {
  return [...text.normalize("NFC")].map((char) => (alike.test(char) ? char : (quotedSigns.get(char) ?? codePoint(char)))).join("");
}

const quotedSigns = new Map([["$", "\\$"], ...[..."\\{}&#%_^~"].map((char) => [char, special[char]] as const)]);

function codePoint(char: string): string {
  return `[U+${(char.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, "0")}]`;
}

/** Any text as Markdown that shows just this text. */
export function markdownText(text: string): string {
  return text.replace(/\s+/g, " ").replace(/[\\`*_[\]<>$|~&#]/g, "\\$&");
}

/** A span of code, however many backticks stand in it. */
export function markdownCode(code: string): string {
  const longest = Math.max(0, ...[...code.matchAll(/`+/g)].map(([ticks]) => ticks.length));
  const fence = "`".repeat(longest + 1);
  const space = longest > 0 ? " " : "";
  return `${fence}${space}${code.replace(/\s+/g, " ")}${space}${fence}`;
}
