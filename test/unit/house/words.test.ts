/** Holds what the panel's page says against the way words take into other languages. */
import assert from "node:assert/strict";
import { accented, messagesOf } from "./messages.js";
import { type Source, sources } from "./sources.js";

const page = sources("src/webview", /\.ts$/);

/** Words between tags, and in attributes that are read or heard. */
const betweenTags = /(?<![=\s])>\s*([^<>$`{}()=;"]*[A-Za-z]{3,}[^<>$`{}()=;"]*)(?=<\/|<\w|\$\{)/g;
const afterPlace = /\}\s*([^<>$`{}()=;"]*[A-Za-z]{4,}[^<>$`{}()=;"]*)<\//g;
const inAttribute = /\b(?:title|aria-label|aria-valuetext|placeholder|alt)="([^"]*[A-Za-z]{3}[^"]*)"/g;

/** Names that are the same everywhere. */
const names = /^adam,? *$/i;

function bareWords({ text, file }: Source): readonly string[] {
  const code = text.replace(/\/\*\*[\s\S]*?\*\/|^\s*\/\/.*$/gm, "");
  return [betweenTags, afterPlace, inAttribute]
    .flatMap((pattern) => [...code.matchAll(pattern)].map(([, words = ""]) => words))
    .filter((words) => !names.test(words))
    .map((words) => `${file}: ${words}`);
}

describe("the words of the panel's page", () => {
  const { messages, unread } = messagesOf(page);

  it("stand in their calls, where a translator's tool finds them", () => {
    assert.ok(messages.length > 300, `${messages.length} messages`);
    assert.deepEqual(unread, []);
  });

  it("are nowhere written into a template as they are", () => {
    assert.deepEqual(page.flatMap(bareWords), []);
  });

  it("have places for what is put in, numbered or named, never both", () => {
    const mixed = messages.filter(({ text }) => /\{\d+\}/.test(text) && /\{[A-Za-z]/.test(text));
    assert.deepEqual(mixed, []);
  });

  it("would be noticed without translation", () => {
    const file = "src/webview/x.ts";
    const texts = [
      "<p>Nothing yet</p>",
      `<p>Step \${t}</p>`,
      `<p>\${t} more</p>`,
      `<button title="Go there">\${icon()}</button>`,
      '<g aria-label="values">',
    ];
    for (const text of texts) assert.equal(bareWords({ file, text }).length, 1, text);
    const said = `import * as l10n from "@vscode/l10n";\n<p title=\${l10n.t("Go there")}>\${l10n.t("Step {0}", t)}</p>`;
    assert.deepEqual(bareWords({ file, text: said }), []);
    assert.deepEqual(
      messagesOf([{ file, text: `${said}; l10n.t(some);` }]).unread.map((call) => call.slice(0, 25)),
      ["src/webview/x.ts: some);"],
    );
  });

  it("keep their places in the language of tests", () => {
    assert.equal(accented("Step {0} of {total}"), "Şŧḗƥ {0} ǿƒ {total}");
  });
});
