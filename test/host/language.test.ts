/** What the language server says in the text editor: faults, hovers, completion, outline, folding. */
import assert from "node:assert/strict";
import * as vscode from "vscode";
import {
  closeUntitled,
  completionsAt,
  example,
  faultsOf,
  hoversAt,
  outlineOf,
  placeOf,
  replace,
  show,
  waitForFaults,
} from "./support/languageFeatures.js";
import { until } from "./support/until.js";
import { pressKey, typeText, workbench } from "./support/window.js";

describe("the language server in the editor", () => {
  afterEach(closeUntitled);

  it("finds no fault in the form of any example", async () => {
    // The folder in which the extension keeps them: the one that is open may hold other tests' files.
    const extension = vscode.extensions.getExtension("unroll.unroll");
    assert.ok(extension !== undefined);
    const folder = vscode.Uri.joinPath(extension.extensionUri, "media/examples");
    const names = (await vscode.workspace.fs.readDirectory(folder)).map(([name]) => name);
    assert.ok(names.includes("worked-example.lstm.json"));
    for (const name of names) {
      const uri = vscode.Uri.joinPath(folder, name);
      const editor = await vscode.window.showTextDocument(uri);
      // Diagnostics of a faultless file cannot be waited for: the outline comes from the same reading.
      await until("an outline", async () => ((await outlineOf(editor)).length > 0 ? true : null));
      const aboutTheForm = faultsOf(editor).filter((fault) => !/ (wrong-answer|last-digit)$/.test(fault));
      assert.deepEqual(aboutTheForm, [], uri.path);
    }
  });

  const faults: Record<string, readonly [from: string, to: string, ...expected: string[]]> = {
    "a shape that does not fit": ["[[0.5]]", "[[0.5, 1]]", "4:29 [[0.5, 1]] shape-mismatch"],
    "ragged rows": ["[0.5, -1]]", "[0.5]]", "9:22 [0.5] ragged-rows"],
    "an unknown name": ['"U_f"', '"U_g"', '4:22 "U_g" unknown-name'],
    "an unknown value": ['"mse"', '"mes"', '11:11 "mes" unknown-value'],
    "a number beyond all doubles": ["0.2]", "1e999]", "4:46 1e999 not-finite"],
    NaN: ["0.2]", "NaN]", "4:46 NaN not-finite"],
    "a name given twice": ['"U_i"', '"W_i"', '5:23 "W_i" duplicate-name', '3:3 "parameters" missing-name'],
    "a comma too few": ["[[1, 2]], ", "[[1, 2]] ", '4:21 "U_f" comma-missing'],
    "a string that is not closed": ['"mse"', '"mse', '11:11 "mse string-open'],
    "too many targets": ["[0.8]]", "[0.8], [1]]", "10:29 [1] target-count"],
  };
  for (const [name, [from, to, ...expected]] of Object.entries(faults)) {
    it(`shows ${name} at its place, once`, async () => {
      const editor = await show(example);
      await replace(editor, from, to);
      await waitForFaults(editor, [...expected].sort());
    });
  }

  it("follows every edit, and clears what is mended", async () => {
    const editor = await show(example.replace('"mse"', "mse"));
    await until("a fault", () => faultsOf(editor).length > 0);
    await replace(editor, "mse", '"mse"');
    await waitForFaults(editor, []);
    await replace(editor, '"lstm"', "3");
    await until("a fault", () => faultsOf(editor).length > 0);
    await vscode.commands.executeCommand("undo");
    await waitForFaults(editor, []);
  });

  it("counts lines the same where they end with \\r\\n", async () => {
    const editor = await show(example.replace('"mse"', '"mes"').replaceAll("\n", "\r\n"));
    assert.equal(editor.document.eol, vscode.EndOfLine.CRLF);
    await waitForFaults(editor, ['11:11 "mes" unknown-value']);
  });

  it("shows a squiggle in the editor and the message in the problems view", async () => {
    await show(example.replace('"mse"', '"mes"'));
    await workbench.waitFor(".monaco-editor .squiggly-error");
    await vscode.commands.executeCommand("workbench.actions.view.problems");
    // Other files' problems may stand above, and the list draws only what is in sight.
    await workbench.fill(".panel .viewpane-filter input", "mes");
    await workbench.waitForText(".markers-panel", /mes.*unroll/s);
    await workbench.fill(".panel .viewpane-filter input", "");
    await vscode.commands.executeCommand("workbench.action.closePanel");
  });

  it("forgets the faults of a closed file", async () => {
    const editor = await show(example.replace('"mse"', '"mes"'));
    await until("a fault", () => faultsOf(editor).length > 0);
    const { uri } = editor.document;
    await vscode.commands.executeCommand("workbench.action.revertAndCloseActiveEditor");
    await until("no faults", () => vscode.languages.getDiagnostics(uri).length === 0);
  });

  it("hovers a parameter with shape, role and equation, once", async () => {
    const editor = await show(example);
    const [text, ...others] = await hoversAt(editor, placeOf(editor, "W_f", 1));
    assert.deepEqual(others, []);
    assert.ok(
      text.includes("1×2 \\(H×D\\)") && text.includes("forget gate") && text.includes("f_t = σ(W_f·x_t + U_f·h_{t−1} + b_f)"),
      text,
    );
  });

  it("hovers a number of a matrix, a row of the inputs and a member of the schema", async () => {
    const editor = await show(example);
    assert.match((await hoversAt(editor, placeOf(editor, "[[-1, 0]]", 6)))[0], /`W_i\[1,2\]`.*= 0/);
    assert.match((await hoversAt(editor, placeOf(editor, "[0.5, -1]")))[0], /`x_2`/);
    assert.match((await hoversAt(editor, placeOf(editor, '"loss"', 2)))[0], /loss of one step/i);
  });

  it("shows a hover in the window as people see it", async () => {
    const editor = await show(example);
    const place = placeOf(editor, "b_f", 1);
    editor.selection = new vscode.Selection(place, place);
    await vscode.commands.executeCommand("editor.action.showHover");
    await workbench.waitForText(".monaco-hover", /b_f\s*1 \(H\).*Bias of the forget gate\..*f_t = σ/s);
  });

  it("completes the names that fit the cell and are missing, each once, and no words of the text", async () => {
    const editor = await show(example.replace('"b_f": [0.2],', ""));
    const place = placeOf(editor, '"W_i"');
    const labels = await until("completion", async () => {
      const items = await completionsAt(editor, place.translate(0, -1));
      return items.length > 0 ? items.map(({ label }) => label) : null;
    });
    assert.deepEqual(labels, ["b_f", "p_f", "p_i", "p_o"]);
  });

  it("writes the completed name with zeros of its shape", async () => {
    const editor = await show(example.replace('"W_f": [[1, 2]], ', "\n    "));
    const place = new vscode.Position(3, 4);
    assert.equal(editor.document.lineAt(3).text, "    ");
    editor.selection = new vscode.Selection(place, place);
    await vscode.commands.executeCommand("workbench.action.focusActiveEditorGroup");
    await typeText('"W_');
    await workbench.waitForText(".suggest-widget", "W_f");
    await pressKey("Enter");
    await until("the matrix", () => editor.document.lineAt(3).text.trim() === '"W_f": [[0, 0]],').catch((error: Error) => {
      throw new Error(`${error.message} There is ${editor.document.lineAt(3).text}.`);
    });
    await waitForFaults(editor, []);
  });

  it("completes values of the schema", async () => {
    const editor = await show(example.replace('"mse"', '""'));
    const labels = (await completionsAt(editor, placeOf(editor, '""', 1))).map(({ label }) => label);
    assert.deepEqual(labels, ['"mse"', '"mae"', '"huber"', '"bce"', '"crossEntropy"']);
  });

  it("gives the outline with shapes", async () => {
    const editor = await show(example);
    const symbols = await until("an outline", async () => {
      const found = await outlineOf(editor);
      return found.length > 0 ? found : null;
    });
    assert.deepEqual(
      symbols.map(({ name, detail }) => `${name}: ${detail}`),
      ["cell: lstm · D 2 · H 1", "parameters: ", "inputs: 2×2", "targets: 2×1", "loss: mse"],
    );
    assert.deepEqual(
      symbols[1].children.slice(0, 2).map(({ name, detail }) => `${name}: ${detail}`),
      ["W_f: 1×2", "U_f: 1×1"],
    );
  });

  it("folds what stands on several lines", async () => {
    const editor = await show(example);
    const ranges = await vscode.commands.executeCommand<vscode.FoldingRange[]>("vscode.executeFoldingRangeProvider", editor.document.uri);
    assert.deepEqual(
      ranges.map(({ start, end }) => [start, end]),
      [
        [0, 10],
        [2, 6],
      ],
    );
  });
});
