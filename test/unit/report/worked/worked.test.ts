/** Worked solutions as Markdown and LaTeX: what they hold, in which order, with which digits. */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { backward } from "../../../../src/core/backward.js";
import { never, runToEnd } from "../../../../src/core/slices.js";
import { type ExportFormat, traceText } from "../../../../src/report/traceText.js";
import { updatesOf } from "../../../../src/report/updates.js";
import { mostRows } from "../../../../src/report/worked/tables.js";
import { randomFile } from "../support/randomFile.js";
import { traceOf, workedExample } from "../support/worked.js";

interface Manner {
  readonly updates?: number;
  readonly decimals?: number;
  readonly name?: string;
}

function written(text: string, format: ExportFormat, { updates = 0, decimals = 4, name = "x.lstm.json" }: Manner = {}): string {
  const traced = traceOf(text);
  const { trace } = traced;
  const gradients = trace.loss === null ? null : runToEnd(backward(trace, never));
  const taken = updates > 0 ? updatesOf(trace.model, updates, never) : null;
  return [...traceText({ ...traced, gradients, updates: taken }, { format, decimals, name })].join("");
}

const example = (name: string) => readFileSync(`media/examples/${name}.lstm.json`, "utf8");

/** The headings of a Markdown text. */
const headings = (text: string) => text.split("\n").filter((line) => line.startsWith("#"));

describe("a worked solution", () => {
  it("goes from what is given over the steps to the loss, the gradients and the update", () => {
    assert.deepEqual(headings(written(example("worked-example"), "md", { updates: 1, name: "a.lstm.json" })), [
      "# a.lstm.json",
      "## Given",
      "## Steps",
      "### Step $t = 1$",
      "### Step $t = 2$",
      "## All values",
      "## Loss",
      "## Gradients",
      "## Update",
      "### Update 1, to $t = 1$",
    ]);
  });

  it("puts the numbers in, line by line, with the published digits", () => {
    const text = written(workedExample, "md");
    assert.ok(
      text.includes(`f_{2} &= \\sigma(W_{f} \\cdot x_{2} + U_{f} \\cdot h_{1} + b_{f}) \\\\
&= \\sigma(1 \\cdot 0.5 + 2 \\cdot (-1) + 0.5 \\cdot 0.2174 + 0.2) \\\\
&= \\sigma(-1.1913) = \\mathbf{0.2330} \\\\[8pt]`),
      text,
    );
    assert.ok(text.includes("\\mathrm{loss}_{2} &= (h_{2} - y_{2})^{2} \\\\\n&= (-0.1899 - 0.8)^{2} = \\mathbf{0.9799}"));
    assert.ok(text.includes("= \\frac{0.0799 + 0.9799}{2} = \\mathbf{0.5299}"));
    for (const digits of [
      "0.7685",
      "0.2497",
      "0.9051",
      "0.2261",
      "0.9781",
      "0.2174",
      "0.2330",
      "0.4588",
      "-0.5875",
      "-0.2169",
      "0.8892",
      "-0.1899",
    ])
      assert.ok(text.includes(`\\mathbf{${digits}}`), digits);
  });

  it("has a table of every value, which reads as one before it is set", () => {
    const rows = written(workedExample, "md")
      .split("\n")
      .filter((line) => line.startsWith("|"));
    assert.deepEqual(rows, [
      "|  $t$ |    $f$ |    $i$ | $\\tilde{c}$ |    $o$ |     $c$ |     $h$ |    $y$ |   loss |",
      "|-----:|-------:|-------:|------------:|-------:|--------:|--------:|-------:|-------:|",
      "|    1 | 0.7685 | 0.2497 |      0.9051 | 0.9781 |  0.2261 |  0.2174 | 0.5000 | 0.0799 |",
      "|    2 | 0.2330 | 0.4588 |     −0.5875 | 0.8892 | −0.2169 | −0.1899 | 0.8000 | 0.9799 |",
    ]);
  });

  it("works the published update through, to its digits, with ε where the file has it", () => {
    const text = written(example("adam-exercise"), "md", { updates: 1, decimals: 3 });
    assert.ok(
      text.includes(
        "V_{2} &= \\beta_{1} \\cdot V_{1} + (1 - \\beta_{1}) \\cdot g \\\\\n&= 0.9 \\cdot (-0.1) + 0.1 \\cdot (-0.75) = -0.165",
      ),
      text,
    );
    assert.ok(text.includes("W_{2} &= W_{1} - \\frac{\\alpha \\cdot V_{\\mathrm{corr}}}{\\sqrt{S_{\\mathrm{corr}} + \\varepsilon}}"));
    const column = (name: string, at: number) =>
      text
        .split("\n")
        .filter((line) => line.startsWith("| `W["))
        .map((line) => line.split("|")[at]?.trim())
        .join(" ") || name;
    assert.equal(column("V", 3), "−0.165 0.245 −0.059 −0.196 −0.032 0.209");
    assert.equal(column("S", 4), "0.011 0.070 0.110 0.141 0.170 0.021");
    assert.equal(column("W", 7), "−0.182 0.308 0.674 0.502 −0.858 −0.934");
    assert.deepEqual(headings(text), ["# x.lstm.json", "## Given", "## Update", "### Update 1, to $t = 2$"]);
  });

  it("says the same in LaTeX, as a bare article with amsmath", () => {
    const text = written(workedExample, "tex");
    assert.ok(text.startsWith("\\documentclass[11pt,a4paper]{article}\n\\usepackage{amsmath}\n"));
    assert.equal(text.match(/\\usepackage/g)?.length, 1);
    assert.ok(text.endsWith("\\end{document}\n"));
    const equations = (of: string) => of.split("\n").filter((line) => line.includes("&= "));
    assert.deepEqual(equations(text), equations(written(workedExample, "md")));
  });

  it("tells the layers of a stack and the units of a layer apart", () => {
    const text = written(randomFile(3, { cells: ["lstm", "dense"], D: 2, units: [2, 1], T: 1 }), "md");
    assert.match(text, /A stack of 2 layers: LSTM of 2 units, dense of 1 output; 2 inputs, 1 step\./);
    assert.deepEqual([...text.matchAll(/^#### (.*)$/gm)].map(([, name]) => name).slice(0, 2), ["Layer 1: LSTM", "Layer 2: dense"]);
    assert.match(text, /Unit 2, row 2 of each matrix:\n\n\$\$\n\\begin\{aligned\}\nf_\{1\} &= [^\n]*\nf_\{1\}\[2\] &= /);
  });

  it("writes a gru in the form the file has, and peepholes", () => {
    const gru = (settings: string) =>
      written(
        `{ "cell": "gru", ${settings} "parameters": { "W_r": 1, "U_r": 1, "W_z": 1, "U_z": 1, "W_n": 1, "U_n": 1 }, "inputs": [1] }`,
        "md",
      );
    assert.ok(gru("").includes("n_{t} &= \\tanh(W_{n} \\cdot x_{t} + r_{t} \\cdot (U_{n} \\cdot h_{t-1}))"));
    assert.ok(gru('"resetAfter": false,').includes("n_{t} &= \\tanh(W_{n} \\cdot x_{t} + U_{n} \\cdot (r_{t} \\cdot h_{t-1}))"));
    assert.ok(gru('"zKeeps": false,').includes("h_{t} &= z_{t} \\cdot n_{t} + (1 - z_{t}) \\cdot h_{t-1}"));
    const lstm = `{ "cell": "lstm", "parameters": { ${[..."fico"].map((k) => `"W_${k}": 1, "U_${k}": 1`).join(", ")}, "p_o": 2 }, "inputs": [1] }`;
    assert.ok(written(lstm, "md").includes("o_{t} &= \\sigma(W_{o} \\cdot x_{t} + U_{o} \\cdot h_{t-1} + p_{o} \\cdot c_{t})"));
  });

  it("puts in the numbers of a long sum too, over several lines, and of a very long one its value alone", () => {
    const rnn = (D: number) =>
      `{ "cell": "rnn", "parameters": { "W_h": [[${Array.from({ length: D }, (_, k) => `0.${k + 10}`).join(", ")}]], "U_h": 1 }, "inputs": [[${Array.from({ length: D }, () => -0.25).join(", ")}]] }`;
    assert.match(
      written(rnn(9), "md"),
      /h_\{1\} &= \\tanh\(W_\{h\} \\cdot x_\{1\} \+ U_\{h\} \\cdot h_\{0\}\) \\\\\n&= \\tanh\(0\.10 \\cdot \(-0\.25\) \+ 0\.11 [^=]*\\\\\n&\\quad \{\} \+ 0\.18 \\cdot \(-0\.25\) \+ 1 \\cdot 0\) \\\\\n&= \\tanh\(-0\.3150\) = /,
    );
    assert.match(written(rnn(40), "md"), /h_\{0\}\) \\\\\n&= \\tanh\(-2\.\d+\) = /);
  });

  it("sets the file's expressions as mathematics, and says in words one that is too long for a line", () => {
    const rnn = (activation: string, loss: string) =>
      `{ "cell": "rnn", "activation": "${activation}", "parameters": { "W_h": 1, "U_h": 1 }, "inputs": [1], "targets": [0.5], "loss": "${loss}" }`;
    const text = written(rnn("z / (1 + abs(z))", "0.5*(yhat - y)^2"), "md");
    assert.ok(text.includes("\\varphi(z) &= \\frac{z}{1 + \\lvert z\\rvert}"), text);
    assert.ok(text.includes("\\mathrm{loss}_{1} &= 0.5 \\cdot (\\hat{y} - y)^{2}"), text);
    const long = Array.from({ length: 40 }, (_, k) => `z*${k + 1}.5`).join(" + ");
    assert.ok(written(rnn(long, "mse"), "md").includes(`The activation of the file, $\\varphi(z)$: \`${long}\``));
  });

  it("shows as many digits as it is told, and a typed number as typed", () => {
    const text = written(workedExample, "md", { decimals: 7 });
    assert.ok(text.includes("\\mathbf{0.2330278}"), text);
    assert.ok(text.includes("U_{f} = 0.5") || text.includes("U_{f} &= 0.5"));
  });

  it("ends the working of a long sequence somewhere, and says where, but not its table", () => {
    const text = written(randomFile(5, { cells: ["rnn"], D: 1, units: [1], T: 700 }), "md");
    assert.equal(text.match(/^### Step/gm)?.length, 600);
    assert.ok(text.includes("The steps from 601 to 700 go the same way; their values follow."));
    assert.ok(/^\| +700 \|/m.test(text));
  });

  it("ends the table of a very long sequence too, and says what has the rest", () => {
    const text = written(randomFile(5, { cells: ["rnn"], D: 1, units: [1], T: 2500 }), "md");
    assert.ok(text.includes(`The table ends with step ${mostRows} of 2500. All of them are in \`--format csv\` and \`--format json\`.`));
    assert.ok(!/^\| +2001 \|/m.test(text));
  });

  it("holds values that are not finite as words and signs", () => {
    const text = written('{ "cell": "rnn", "activation": "relu", "parameters": { "W_h": 1e300, "U_h": 1 }, "inputs": [1, 1e300] }', "tex");
    assert.ok(text.includes("\\mathbf{\\infty }"), text);
  });
});
