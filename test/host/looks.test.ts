/** The panel in VS Code itself: every theme, narrow and wide, for the eye (screenshots) and for screen readers (axe). */
import assert from "node:assert/strict";
import * as vscode from "vscode";
import { closeAll, replaceText, run } from "./support/traceFiles.js";
import { panel, resize, setTheme, themes, workbench } from "./support/window.js";

const [folder] = vscode.workspace.workspaceFolders ?? [];
const copies = vscode.Uri.joinPath(folder.uri, "looks");
let copied = 0;

/** An example as nobody has touched it: steps, updates and comparisons of other tests are kept with the files that they were about. */
async function copyOf(example: string): Promise<vscode.Uri> {
  const uri = vscode.Uri.joinPath(copies, `${++copied}`, example);
  await vscode.workspace.fs.copy(vscode.Uri.joinPath(folder.uri, example), uri);
  return uri;
}

/** Opens an example's trace beside the text. */
async function showBeside(example: string): Promise<vscode.TextDocument> {
  const uri = await copyOf(example);
  const { T } = (await run<{ T: number }>("openTrace", uri)) ?? { T: 0 };
  await run("goToStep", uri, Math.ceil((T + 1) / 2));
  await vscode.commands.executeCommand("workbench.action.closeSidebar");
  await panel().waitFor(".figure");
  return vscode.workspace.openTextDocument(uri);
}

/** Opens an example's trace and leaves the window to it alone. */
async function showAlone(example: string): Promise<vscode.TextDocument> {
  const document = await showBeside(example);
  await vscode.commands.executeCommand("workbench.action.focusSecondEditorGroup");
  await vscode.commands.executeCommand("workbench.action.closeEditorsInOtherGroups");
  await panel().waitFor(".figure");
  return document;
}

/** Goes to a tab of the panel. */
async function showTab(name: string): Promise<void> {
  await panel().click(`[role="tab"]:has-text("${name}")`);
  await panel().waitFor(`[role="tab"][aria-selected="true"]:has-text("${name}")`);
}

/** Switches the theme, and waits until the panel is drawn in it: it hears of it a moment after the window. */
async function showIn(theme: (typeof themes)[number]): Promise<void> {
  await setTheme(theme);
  await panel().waitForFunction((wanted) => document.body.dataset.vscodeThemeId === wanted, theme);
  await panel().evaluate(() => new Promise<null>((drawn) => requestAnimationFrame(() => requestAnimationFrame(() => drawn(null)))));
}

const views: Readonly<Record<string, () => Promise<unknown>>> = {
  beside: () => showBeside("worked-example.lstm.json"),
  small: () => showAlone("worked-example.lstm.json"),
  large: () => showAlone("latch-48.lstm.json"),
  gradients: async () => {
    const { uri } = await showAlone("worked-example.lstm.json");
    await run("checkGradients", uri);
    await showTab("Gradients");
    await panel().waitForText("h2", "Analytic and numeric agree");
  },
  optimizer: async () => {
    const { uri } = await showAlone("worked-example.lstm.json");
    await run("train", uri, 40);
    await showTab("Optimizer");
    await panel().waitForText("button", "Undo");
  },
  answers: async () => {
    await showAlone("graders-sheet.lstm.json");
    await showTab("Answers");
    await panel().waitForText("main", "0.7311");
  },
  exercise: async () => {
    await showAlone("fill-in-the-blanks.lstm.json");
    await panel().waitFor("header .blank");
  },
  compared: async () => {
    const { uri } = await showAlone("worked-example.lstm.json");
    await run("compareWith", uri, { uri: vscode.Uri.joinPath(folder.uri, "graders-sheet.lstm.json") });
    await panel().waitForText(".comparison", /apart/i);
  },
  faulty: async () => {
    const document = await showAlone("worked-example.lstm.json");
    await replaceText(document, document.getText().replace('"W_f":', '"W_f": ['));
    await panel().waitFor(".banner.fault");
  },
};

describe("the panel's looks", function () {
  this.timeout(120_000);

  afterEach(closeAll);
  after(async () => {
    await vscode.workspace.fs.delete(copies, { recursive: true });
    await resize(1280, 800);
    await setTheme("Dark Modern");
    await vscode.commands.executeCommand("workbench.view.explorer");
  });

  for (const [view, open] of Object.entries(views)) {
    it(`${view}, at 1400 and 700 pixels, gives axe nothing to find in any theme`, async () => {
      await resize(1400, 900);
      await setTheme(themes[0]);
      await open();
      for (const width of [1400, 700]) {
        await resize(width, 900);
        await panel().waitForFunction((wanted) => Math.abs(innerWidth - wanted) < 80, view === "beside" ? width / 2 : width);
        for (const [index, theme] of themes.entries()) {
          await showIn(theme);
          assert.equal(await panel().evaluate(() => document.documentElement.scrollWidth > innerWidth), false, theme);
          if (index === 0) assert.deepEqual(await panel().accessibilityFaults(), []);
          await workbench.screenshot(`panel-${view}-${theme.toLowerCase().replaceAll(" ", "-")}-${width}`);
          assert.deepEqual(await panel().accessibilityFaults("colours"), [], theme);
        }
      }
    });
  }
});
