/** An exercise in VS Code: nothing says what is to be found until it is filled in or asked for. */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import path from "node:path";
import * as vscode from "vscode";
import { hoversAt, replace } from "./support/languageFeatures.js";
import { closeAll, open, run, statusBar } from "./support/traceFiles.js";
import { until } from "./support/until.js";
import { panel, runFromPalette, workbench } from "./support/window.js";

const example = path.join(process.env.UNROLL_ROOT ?? "", "media/examples/fill-in-the-blanks.lstm.json");
const text = readFileSync(example, "utf8");

/** What its blanks hide, at four digits, the sign apart; worked out in Python. */
const hidden = { f: "0.3808", i: "0.1261", c_tilde: "0.8855", c: "0.0635", o: "0.7895", h: "0.0500", loss_t: "0.0225", loss: "0.0149" };
const all = Object.values(hidden);

/** Which of the numbers stand in the texts. */
const foundIn = (texts: readonly string[]): readonly string[] => all.filter((number) => texts.some((one) => one.includes(number)));

/** Which of them the panel's page holds: in its text, in its tables, in what is only said, in tooltips. */
async function foundInPanel(): Promise<readonly string[]> {
  const page = panel();
  const texts = await page.evaluate(() => {
    const geometry = /^(d|x\d?|y\d?|c[xy]|r|width|height|transform|points|viewBox|style)$/;
    const ofElement = (element: Element) => [...element.attributes].filter(({ name }) => !geometry.test(name)).map(({ value }) => value);
    return [document.body.textContent ?? "", ...[...document.querySelectorAll("*")].flatMap(ofElement)];
  });
  return foundIn(texts);
}

/** What the editor says round the text: hovers on every null and its name, lenses, hints, faults and their fixes, the status bar. */
async function foundInEditor(editor: vscode.TextEditor): Promise<readonly string[]> {
  const { document } = editor;
  const { uri } = document;
  const whole = new vscode.Range(0, 0, document.lineCount, 0);
  const spots = [...document.getText().matchAll(/null|"(?:f|i|c_tilde|c|o|h|loss_t|loss)"/g)].map(({ index }) =>
    document.positionAt(index + 1),
  );
  const hovers = [];
  for (const spot of spots) hovers.push(...(await hoversAt(editor, spot)));
  const lenses = await vscode.commands.executeCommand<vscode.CodeLens[]>("vscode.executeCodeLensProvider", uri, 100);
  const hints = await vscode.commands.executeCommand<vscode.InlayHint[]>("vscode.executeInlayHintProvider", uri, whole);
  const actions = await vscode.commands.executeCommand<vscode.CodeAction[]>("vscode.executeCodeActionProvider", uri, whole);
  const diagnostics = vscode.languages.getDiagnostics(uri);
  assert.ok(hovers.length >= spots.length / 2 && lenses.length === 2 && hints.length >= 7);
  return foundIn([
    ...hovers,
    ...lenses.flatMap(({ command }) => [command?.title ?? "", command?.tooltip ?? ""]),
    JSON.stringify(hints),
    ...actions.map(({ title }) => title),
    ...diagnostics.map(({ message, relatedInformation }) => message + JSON.stringify(relatedInformation ?? [])),
    await workbench.text(statusBar),
    (await workbench.attribute(statusBar, "aria-label")) ?? "",
  ]);
}

/** Goes through the tabs and the values of the second step, and tells what was seen on the way. */
async function foundOnTheWay(): Promise<readonly string[]> {
  const page = panel();
  const found = new Set<string>();
  const look = async () => {
    // Tables and what is said come a little after the drawing.
    await new Promise((resolve) => setTimeout(resolve, 300));
    for (const number of await foundInPanel()) found.add(number);
  };
  for (const quantity of ["f", "i", "c_tilde", "c", "o", "h", "loss"]) {
    await page.click(`[data-place="1/${quantity}/2/1"]`);
    await look();
  }
  for (const tab of ["gradients", "answers", "trace"]) {
    await page.click(`#tab-${tab}`);
    await look();
  }
  return [...found];
}

describe("an exercise", () => {
  afterEach(closeAll);

  it("says nowhere what is to be found, until an answer is typed, and then that one number alone", async () => {
    const { uri, editor } = await open("fill-in.lstm.json", text);
    await workbench.waitForText(statusBar, /loss hidden .*answers 7\/15/);
    await run("goToStep", uri, 2);
    await panel().waitForText("aside", "Reveal");
    assert.deepEqual(await foundOnTheWay(), []);
    assert.deepEqual(await foundInEditor(editor), []);
    const answers = await run<{ name: string; verdict: string; computed: string | null; message: string }[]>("checkAnswers", uri);
    assert.deepEqual(foundIn([JSON.stringify(answers)]), []);
    assert.deepEqual(await run("computeLoss", uri), { perStep: [0.0072205182760703155, null], total: null });
    await replace(editor, '"c":       [0.4600, null]', '"c":       [0.4600, 0.07]');
    await until("the wrong answer", () =>
      vscode.languages.getDiagnostics(uri).some(({ message }) => message.includes("c₂ is 0.06, not 0.07")),
    );
    await panel().waitForText('[data-place="1/c/2/1"] .v', hidden.c);
    assert.deepEqual(await foundOnTheWay(), [hidden.c]);
    assert.deepEqual(
      (await foundInEditor(editor)).filter((number) => number !== hidden.c),
      [],
    );
  });

  it("shows the one value that Reveal Value is asked for, remembers it, and writes nothing", async () => {
    const { uri, editor } = await open("revealed.lstm.json", text);
    await run("goToStep", uri, 2);
    await panel().waitForText("aside", "Reveal");
    const revealed = await run<{ name: string; value: number }>("revealValue", uri, { name: "o₂" });
    assert.equal(revealed.name, "o₂");
    assert.ok(Math.abs(revealed.value - 0.7895177673220488) < 1e-15);
    await panel().waitForText('[data-place="1/o/2/1"] .v', hidden.o);
    assert.deepEqual(await foundOnTheWay(), [hidden.o]);
    assert.deepEqual(await foundInEditor(editor), []);
    assert.equal(await run("revealValue", uri, { name: "q₂" }), null);
    // The panel is closed and opened again.
    const [tab] = vscode.window.tabGroups.all.flatMap(({ tabs }) => tabs).filter(({ input }) => input instanceof vscode.TabInputCustom);
    await vscode.window.tabGroups.close(tab);
    await run("openTrace", uri);
    await panel().waitForText('[data-place="1/o/2/1"] .v', hidden.o);
    assert.deepEqual(await foundInPanel(), [hidden.o]);
    assert.deepEqual([editor.document.getText(), editor.document.isDirty], [text, false]);
  });

  it("reveals the selected value by its button, and one that is picked from the palette", async () => {
    const { uri } = await open("buttons-of-blanks.lstm.json", text);
    await run("goToStep", uri, 2);
    await panel().click('[data-place="1/h/2/1"]');
    await panel().waitForText("aside h2", "Hidden state");
    await panel().click('aside button:has-text("Reveal")');
    await panel().waitForText('[data-place="1/h/2/1"] .v', hidden.h);
    await workbench.waitForText(statusBar, "loss hidden");
    await runFromPalette("Unroll: Reveal Value…");
    await workbench.waitForText(".quick-input-list .monaco-list-row", "f₂");
    await workbench.fill(".quick-input-widget .input", "loss");
    await workbench.click('.quick-input-list .monaco-list-row[aria-label="loss"]');
    await workbench.waitForText(statusBar, `loss ${hidden.loss}`);
    await panel().waitForText("header .loss", hidden.loss);
    assert.deepEqual([...(await foundOnTheWay())].sort(), [hidden.h, hidden.loss].sort());
  });
});
