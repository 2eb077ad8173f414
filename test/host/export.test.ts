/** The export commands: they write what they are told where they are told, once it is whole, and leave the file itself alone. */
import assert from "node:assert/strict";
import * as vscode from "vscode";
import { literalKinds } from "../latex/support/kinds.js";
import { MemoryFiles } from "./support/memoryFiles.js";
import { closeAll, notified, open, run, worked, write } from "./support/traceFiles.js";
import { panel, runFromPalette, workbench } from "./support/window.js";

const trainable = worked.replace('  "inputs"', '  "optimizer": { "type": "adam", "alpha": 0.1 },\n  "inputs"');

const beside = (uri: vscode.Uri, name: string): vscode.Uri => vscode.Uri.joinPath(uri, "..", name);
const textAt = async (uri: vscode.Uri): Promise<string> => Buffer.from(await vscode.workspace.fs.readFile(uri)).toString("utf8");

/** The names in the folder of the file, of files that are on their way or were left behind. */
async function unfinished(uri: vscode.Uri): Promise<readonly string[]> {
  const entries = await vscode.workspace.fs.readDirectory(beside(uri, ""));
  return entries.map(([name]) => name).filter((name) => name.endsWith(".tmp"));
}

describe("Export Trace", () => {
  afterEach(closeAll);

  it("writes each format to the file it is given, and leaves the text as it was", async () => {
    const { uri, editor } = await open("exported.lstm.json", trainable);
    const starts = {
      json: '{\n  "format": "unroll-trace/1"',
      csv: "t,x[1],x[2],f[1]",
      md: "# exported.lstm.json\n",
      tex: "\\documentclass",
    };
    for (const [format, start] of Object.entries(starts)) {
      const target = beside(uri, `exported-out.${format}`);
      const written = await run<vscode.Uri>("exportTrace", uri, { format, target });
      assert.equal(written.toString(), target.toString());
      const text = await textAt(target);
      assert.ok(text.startsWith(start), text.slice(0, 100));
      if (format === "md") assert.ok(text.includes("\\mathbf{0.2330}") && !text.includes("## Update"));
    }
    assert.deepEqual(await unfinished(uri), []);
    assert.equal(editor.document.getText(), trainable);
    assert.equal(editor.document.isDirty, false);
    await vscode.commands.executeCommand("undo");
    assert.equal(editor.document.getText(), trainable);
  });

  it("writes as many updates as it is told, or as the panel has taken, of the file's own parameters", async () => {
    const { uri } = await open("exported-updates.lstm.json", trainable);
    const updatesIn = async (name: string, args: object): Promise<number> => {
      const target = beside(uri, name);
      await run("exportTrace", uri, { format: "json", target, ...args });
      const json = JSON.parse(await textAt(target)) as { loss: { total: number }; updates?: unknown[] };
      assert.equal(json.loss.total.toFixed(4), "0.5299");
      return json.updates?.length ?? 0;
    };
    assert.equal(await updatesIn("updates-a.json", {}), 0);
    assert.equal(await updatesIn("updates-b.json", { updates: 3 }), 3);
    await run("train", uri, 2);
    assert.equal(await updatesIn("updates-c.json", {}), 2);
    assert.equal(await run("exportTrace", uri, { format: "json", target: beside(uri, "updates-d.json"), updates: -1 }), null);
  });

  it("writes to a file system in memory, and leaves nothing of what could not be written whole", async () => {
    const memory = new MemoryFiles();
    const registered = vscode.workspace.registerFileSystemProvider("memory-files", memory);
    try {
      const { uri } = await open("exported-memory.lstm.json", trainable);
      const target = vscode.Uri.parse("memory-files:/whole.tex");
      assert.notEqual(await run("exportTrace", uri, { format: "tex", target }), null);
      memory.isFull = true;
      assert.equal(await run("exportTrace", uri, { format: "tex", target: vscode.Uri.parse("memory-files:/half.tex") }), null);
      await notified("half.tex could not be written");
      assert.deepEqual([...memory.files.keys()], ["/whole.tex"]);
      assert.match(Buffer.from(memory.files.get("/whole.tex") ?? []).toString("utf8"), /end\{document\}\n$/);
    } finally {
      registered.dispose();
    }
  });

  it("never writes over a file without being told to", async () => {
    const { uri } = await open("exported-over.lstm.json", trainable);
    const target = await write("precious.md", "mine\n");
    assert.equal(await run("exportTrace", uri, { format: "md", target }), null);
    await notified("is there already");
    assert.equal(await textAt(target), "mine\n");
  });

  it("says which formats there are where it is asked for another", async () => {
    const { uri } = await open("exported-format.lstm.json", trainable);
    assert.equal(await run("exportTrace", uri, { format: "docx", target: beside(uri, "no.docx") }), null);
    await notified("There is no format docx");
  });

  it("exports an untitled document, which stands nowhere", async () => {
    const document = await vscode.workspace.openTextDocument({ language: "lstm-json", content: worked });
    const target = beside(await write("here.txt", ""), "untitled-out.md");
    await run("exportTrace", document.uri, { format: "md", target });
    assert.match(await textAt(target), /^# Untitled-\d+\n/);
  });

  it("says first that the export of an exercise shows what it asks for", async () => {
    await open(
      "exported-exercise.lstm.json",
      trainable.replace(/\n\}\n$/, '\n  "expect": { "exercise": true, "h": [[null], [null]] }\n}\n'),
    );
    await runFromPalette("Unroll: Export Trace…");
    await workbench.waitFor('.quick-input-widget input[placeholder^="This file is an exercise"]');
    await workbench.press(".quick-input-widget .input", "Escape");
  });

  it("asks a person for the format", async () => {
    await open("exported-asked.lstm.json", trainable);
    await runFromPalette("Unroll: Export Trace…");
    await workbench.waitForText(".quick-input-widget", "LaTeX");
    await workbench.press(".quick-input-widget .input", "Escape");
  });
});

describe("Export Figure", () => {
  afterEach(closeAll);

  it("writes the tab's figure as SVG and PNG, and leaves panel and text as they were", async () => {
    const { uri, editor } = await open("figure.lstm.json", trainable);
    await panel().waitForText(".cell", "0.7685");
    const svg = beside(uri, "figure-out.svg");
    assert.equal((await run<vscode.Uri>("exportFigure", uri, { format: "svg", target: svg })).toString(), svg.toString());
    const text = await textAt(svg);
    assert.match(text, /^<\?xml[^>]*>\n<svg /);
    assert.ok(text.includes('<title id="title">figure.lstm.json: lstm, trace</title>') && text.includes("0.7685"));
    const png = beside(uri, "figure-out.png");
    await run("exportFigure", uri, { format: "png", target: png });
    const bytes = await vscode.workspace.fs.readFile(png);
    assert.deepEqual([...bytes.subarray(0, 4)], [0x89, 0x50, 0x4e, 0x47]);
    assert.ok(bytes.length > 20_000, String(bytes.length));
    assert.equal(editor.document.getText(), trainable);
    assert.doesNotMatch((await panel().attribute("body", "class")) ?? "", /on-paper/);
  });

  it("opens the panel where there is none", async () => {
    const uri = await write("figure-closed.lstm.json", trainable);
    const target = beside(uri, "figure-closed.svg");
    await run("exportFigure", uri, { format: "svg", target });
    assert.ok((await textAt(target)).includes("0.7685"));
  });

  it("says that the answers have none", async () => {
    const { uri } = await open(
      "figure-answers.lstm.json",
      trainable.replace("}\n", '  "expect": { "h": [0.2174, null] } }\n').replace('],\n  "expect"', '],\n  "expect"'),
    );
    await panel().click('[role="tab"]:has-text("Answers")');
    assert.equal(await run("exportFigure", uri, { format: "svg", target: beside(uri, "no.svg") }), null);
    await notified("has no figure");
  });
});

describe("An exported worked solution", () => {
  afterEach(closeAll);

  it("is set by VS Code's own Markdown preview, every formula of it", async () => {
    const uri = await write("previewed.lstm.json", trainable);
    const target = beside(uri, "previewed.md");
    await run("exportTrace", uri, { format: "md", target, updates: 1 });
    await vscode.commands.executeCommand("markdown.showPreview", target);
    const preview = panel(".katex-display");
    await preview.waitForText("h1", "previewed.lstm.json");
    await preview.screenshot("worked-solution-preview");
    assert.equal(await preview.count(".katex-error"), 0);
    assert.ok((await preview.count(".katex-display")) > 15);
    assert.ok((await preview.texts("td")).includes("−0.5875"));
  });

  it("is set by it for every kind of file", async () => {
    const texts: string[] = [];
    // The widest say nothing new to a preview, which scrolls.
    const kinds = Object.values(literalKinds).filter(({ text, decimals }) => text.length < 1100 && decimals === undefined);
    for (const [index, { text, updates }] of kinds.entries()) {
      const uri = await write(`kind-${index}.lstm.json`, text);
      const target = beside(uri, `kind-${index}.md`);
      await run("exportTrace", uri, { format: "md", target, ...(updates === undefined ? {} : { updates }) });
      texts.push(await textAt(target));
    }
    await vscode.commands.executeCommand(
      "markdown.showPreview",
      await write("every-kind.md", `${texts.join("\n")}\nThe end of all kinds.\n`),
    );
    const preview = panel(".katex-display");
    await preview.waitForText("p", "The end of all kinds.");
    assert.ok(kinds.length > 3 && (await preview.count(".katex-display")) > 30);
    assert.deepEqual(await preview.texts(".katex-error"), []);
  });
});
