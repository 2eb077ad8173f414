/** Whether what the reports say in words is translated, all of it, and what is not to be is left alone. */
import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { config } from "@vscode/l10n";
import { backward } from "../../../src/core/backward.js";
import { never, runToEnd } from "../../../src/core/slices.js";
import { nothingHidden } from "../../../src/report/answers/hiding.js";
import { rightEquation } from "../../../src/report/answers/rightEquation.js";
import { countsText } from "../../../src/report/answers/summary.js";
import { compareTraces } from "../../../src/report/compare/compare.js";
import { explain } from "../../../src/report/explain.js";
import { explainGradient } from "../../../src/report/explainGradient.js";
import type { Token, Working } from "../../../src/report/explanation.js";
import { insights } from "../../../src/report/insights/insights.js";
import { saturatedGates } from "../../../src/report/insights/saturated.js";
import { traceText } from "../../../src/report/traceText.js";
import { lstm, modelOf } from "../core/models.js";
import { messagesOf } from "../house/messages.js";
import { checked, expecting, messages } from "./answers/support/check.js";
import { at, comesFrom } from "./support/asText.js";
import { gradientPlaces } from "./support/gradientPlaces.js";
import { ofTrace, read, still } from "./support/insights.js";
import { accentedReports, code, englishWords } from "./support/messages.js";
import { places } from "./support/places.js";
import { type Cell, randomFile } from "./support/randomFile.js";
import { type Traced, traceOf, workedExample } from "./support/worked.js";

const examples = readdirSync("media/examples")
  .filter((name) => name.endsWith(".lstm.json"))
  .map((name) => readFileSync(`media/examples/${name}`, "utf8"));

const stacks: readonly (readonly Cell[])[] = [
  ["lstm"],
  ["gru"],
  ["rnn"],
  ["dense"],
  ["lstm", "dense"],
  ["gru", "rnn", "dense"],
  ["lstm", "lstm"],
];
const random = stacks.flatMap((cells) => {
  const shape = { cells, D: 2, units: [2, 3, 2].slice(0, cells.length), T: 3 };
  return [randomFile(1, shape), randomFile(2, { ...shape, D: 8, T: 12 })];
});

const gradientsOf = ({ trace }: Traced) => (trace.loss === null ? null : runToEnd(backward(trace, never)));

const textOf = (tokens: readonly Token[]): string => tokens.map((token) => (token.kind === "text" ? token.text : " ")).join("");

/** All that an explanation says in words, symbols left out. */
function wordsOf({ title, equation, terms, usedIn, comesFrom: rows }: Working): string {
  const lines = [...equation, ...usedIn].flatMap(({ left, right }) => [left, right]);
  const tokens = [...lines, ...terms.map(({ label }) => label), ...rows.map(({ symbols }) => symbols)];
  return [title, ...tokens.map(textOf), ...rows.map(({ label }) => label)].join("\n");
}

/** The English words in these texts, each once. */
const left = (texts: readonly string[]): readonly string[] => [...new Set(texts.flatMap(englishWords))];

describe("the words of the reports", () => {
  afterEach(() => config({ contents: {} }));

  describe("in another language", () => {
    it("are those of an explanation, its title with a capital letter", () => {
      config({ contents: { "forget gate": "oubli", "{0}, before its activation": "{0} avant activation", "line {0}": "ligne {0}" } });
      const traced = traceOf(workedExample);
      assert.equal(at(traced, "f", 2).title, "Oubli");
      assert.equal(at(traced, "z_f", 2).title, "Oubli avant activation");
      assert.equal(comesFrom(at(traced, "f", 2))[0], "W_f, U_f, b_f ligne 4");
    });

    it("are those of an insight, with its symbols and numbers where the translation has them", () => {
      const sentence = "{0} of unit {unit}{layer} is saturated ({where}) in {1} of {2} steps: open in {3}, shut in {4}";
      config({ contents: { [sentence]: "{1}/{2} ({3} + {4}): unité {unit}, {0} est saturée" } });
      const weights = [[100], [0]];
      const model = modelOf({ layers: [lstm(1, 2, { ...still(2), W_f: weights })], inputs: [[1], [1], [-1], [0]] });
      const [told] = ofTrace(saturatedGates, model);
      assert.equal(read(told), "3/4 (2 + 1): unité 1, f est saturée");
      assert.deepEqual([...told.numbers], [3, 4, 2, 1]);
    });

    it("are those of a verdict on an answer, with the slip it names", () => {
      config({
        contents: {
          "{name} is {computed}, not {claimed}": "{name} vaut {computed} et non {claimed}",
          "{0}: this is what {1} gives": "{0} ; c’est ce que donne {1}",
          "leaving out {0}": "l’oubli de {0}",
          "{0} wrong": "{0} fausse",
        },
      });
      const answers = checked(expecting('{ "f": [[0.7685], [0.1992]] }'));
      assert.deepEqual(messages(answers), ["f₂ vaut 0.2330 et non 0.1992 ; c’est ce que donne l’oubli de b_f"]);
      assert.equal(countsText(answers.counts), "2 answers: 1 right, 1 fausse");
    });

    it("are those of a comparison", () => {
      config({ contents: { "T is {0} here, {1} there: the first {2} steps are compared": "T vaut {0} et {1} ; {2} pas sont comparés" } });
      const [short, long] = [2, 3].map((T) => traceOf(randomFile(1, { cells: ["rnn"], D: 1, units: [1], T })).trace);
      assert.deepEqual(runToEnd(compareTraces(long, short, 1e-9, never)).mismatches, ["T vaut 3 et 2 ; 2 pas sont comparés"]);
    });
  });

  describe("are all translated", () => {
    beforeEach(() => config({ contents: accentedReports }));

    it("in what is said of every value", () => {
      const all = [...examples, ...random].map(traceOf);
      const said = all.flatMap((of) => [...places(of)].map((place) => wordsOf(explain(of.document, of.trace, place))));
      assert.deepEqual(left(said), []);
    });

    it("in what is said of every number of the backward pass", () => {
      const said = [...examples, ...random].map(traceOf).flatMap((of) => {
        const gradients = gradientsOf(of);
        if (gradients === null) return [];
        return [...gradientPlaces(gradients)].map((place) =>
          wordsOf(runToEnd(explainGradient({ document: of.document, gradients }, place, never))),
        );
      });
      assert.deepEqual(left(said), []);
    });

    it("in insights", () => {
      const all = [...examples, ...random].map(traceOf);
      const found = all.flatMap((of) => runToEnd(insights(of.trace, gradientsOf(of), never)).notable);
      assert.deepEqual(left(found.map(({ sentence }) => textOf(sentence))), []);
      assert.ok(new Set(found.map(({ kind }) => kind)).size >= 4, "of several kinds");
    });

    it("in what is said of answers, and in how they should be worked out", () => {
      const wrong = '{ "f": [[0.7685], [0.1992]], "c": [[0.3], [0.4]], "dh": [[0.1], [0.2]], "loss": 0.1, "gradients": { "b_f": [null] } }';
      const said = [...examples.filter((text) => text.includes('"expect"')), expecting(wrong)].flatMap((text) => {
        const answers = checked(text);
        return answers.answers.flatMap(({ message, place }) => {
          const right = rightEquation({ ...traceOf(text), answers, hiding: nothingHidden, decimals: 4 }, place);
          return [message, ...(right?.equation.flatMap((line) => [textOf(line.left), textOf(line.right)]) ?? [])];
        });
      });
      assert.ok(said.length > 20, `${said.length}`);
      assert.deepEqual(left(said), []);
    });
  });

  it("are not translated in worked solutions, which are the same from the editor and the command line", () => {
    const written = (text: string): string => {
      const of = traceOf(text);
      const from = { ...of, gradients: gradientsOf(of), updates: null };
      return [...traceText(from, { format: "md", decimals: 4, name: "x" })].join("");
    };
    const all = [...examples, randomFile(2, { cells: ["gru", "dense"], D: 8, units: [2, 3], T: 12 })];
    const english = all.map(written);
    config({ contents: accentedReports });
    assert.deepEqual(all.map(written), english);
  });
});

describe("the sources of the reports", () => {
  /** Worked solutions, traces as JSON, and what the command line alone prints. */
  const english = /^src\/report\/(worked\/.*|traceJson|traceTable|updatesTable|gradientCheckTable|notFinite|answers\/answerRows)\.ts$/;
  const shown = code.filter(({ file }) => !english.test(file));

  it("have each message as it stands in the call, where it can be collected", () => {
    const { messages: found, unread } = messagesOf(code);
    assert.deepEqual(unread, []);
    assert.ok(found.length > 100);
  });

  it("have no words outside of messages and errors", () => {
    const found = shown.flatMap(({ file, text }) => {
      const others = text.replace(/(\bl10n\.t|Error)\(\s*(["`])(?:\\.|(?!\2)[^\\])*\2/g, "").replace(/^import .*$/gm, "");
      const literals = [...others.matchAll(/(["`])((?:\\.|(?!\1)[^\\\n])*)\1/g)].map(([, , inside]) =>
        inside.replace(/\$\{[^}]*(\}|$)/g, "…"),
      );
      return literals.filter(isProse).map((literal) => `${file}: ${literal}`);
    });
    assert.deepEqual(found, []);
  });
});

/** A word, and a space: functions and subscripts in equations are no words. */
function isProse(literal: string): boolean {
  return literal.includes(" ") && /(?<!_)\b[A-Za-z]{2,}(?![A-Za-z]*[′²]?\()/.test(literal);
}
