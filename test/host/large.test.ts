/** Large files: 10 MB of weights, 100,000 steps. They open, trace and step, while the extension host goes on answering. */
import assert from "node:assert/strict";
import * as vscode from "vscode";
import { heavyText } from "./support/heavy.js";
import { longestHold } from "./support/lag.js";
import { closeAll, notified, open, run, shows, standsAt, statusBar, worked, write } from "./support/traceFiles.js";
import { until } from "./support/until.js";
import { panel, print, workbench } from "./support/window.js";

const T = 64;

const steps = 100_000;

/** 100,000 steps of 64 units that run on their own, in a few kilobytes; with its own activation it takes seconds. */
function longText(gate: "sigmoid" | "sigmoid(z)"): string {
  const matrix = JSON.stringify(
    Array.from({ length: 64 }, (_, row) => Array.from({ length: 64 }, (_, col) => (((row * 7 + col * 3) % 11) - 5) / 20)),
  );
  const gates = ["f", "i", "c", "o"].map(
    (k) => `"U_${k}": ${matrix}, "b_${k}": ${JSON.stringify(Array.from({ length: 64 }, (_, row) => (row % 5) / 10))}`,
  );
  return `{ "cell": "lstm", "activations": { "gate": "${gate}" }, "parameters": { ${gates.join(", ")} }, "steps": ${steps} }`;
}

async function replaceAll(editor: vscode.TextEditor, text: string): Promise<void> {
  await editor.edit((edit) => edit.replace(new vscode.Range(0, 0, editor.document.lineCount, 0), text));
}

/** Runs an action, prints how it held the host, and returns how often others had their turn meanwhile. */
async function turnsDuring(what: string, action: () => Promise<unknown>): Promise<number> {
  let turns = 0;
  let isOver = false;
  const started = performance.now();
  const counting = (async () => {
    while (!isOver) {
      await new Promise((resolve) => setTimeout(resolve, 1));
      turns++;
    }
  })();
  const hold = await longestHold(async () => {
    await action();
    isOver = true;
    await counting;
  });
  await print(
    `${what}: ${Math.round(performance.now() - started)} ms, host held for at most ${hold.toFixed(1)} ms, ${turns} turns for others`,
  );
  return turns;
}

describe("a file of 10 MB", function () {
  this.timeout(180_000);
  let uri: vscode.Uri;
  let text: string;
  let editor: vscode.TextEditor;

  before(async () => {
    text = await heavyText({ T });
    uri = await write("heavy.lstm.json", text);
    assert.ok(text.length > 10_000_000, `${text.length}`);
  });
  after(closeAll);

  it("opens as text", async () => {
    await turnsDuring("opening 10 MB", async () => {
      editor = await vscode.window.showTextDocument(uri, { preview: false });
    });
    assert.equal(editor.document.languageId, "lstm-json");
  });

  it("traces, in slices between which others have their turn", async () => {
    let answer: unknown;
    const turns = await turnsDuring("tracing 10 MB", async () => {
      answer = await run("openTrace", uri);
    });
    assert.deepEqual(answer, { t: 1, T });
    assert.ok(turns > 10, `${turns} turns`);
    await standsAt(1, T);
  });

  it("steps", async () => {
    await turnsDuring("100 steps in 10 MB", async () => {
      for (let k = 0; k < 100; k++) {
        // As from a keyboard, each comes in a turn of its own.
        await new Promise((resolve) => setImmediate(resolve));
        await run(k % 2 === 0 ? "stepForward" : "stepBack", uri);
      }
    });
    assert.deepEqual(await run("stepForward", uri), { t: 2, T });
    await standsAt(2, T);
  });

  it("answers while it is typed in, and shows the fault and the trace again", async () => {
    const typed = '"W_q": 1,';
    const turns = await turnsDuring("typing in 10 MB", async () => {
      for (const [column, character] of [...typed].entries()) {
        await editor.edit((edit) => edit.insert(new vscode.Position(3, column), character), {
          undoStopBefore: false,
          undoStopAfter: false,
        });
      }
      await panel().waitForText(".banner.fault", "W_q");
    });
    assert.ok(turns > 10, `${turns} turns`);
    await workbench.waitForText(statusBar, /fault.* in line 4/);
    await editor.edit((edit) => edit.delete(new vscode.Range(3, 0, 3, typed.length)));
    await panel().waitFor(".page:not(.stale)");
    await standsAt(2, T);
  });
});

describe("100,000 steps of 64 units", function () {
  this.timeout(180_000);
  afterEach(closeAll);

  it("compute and step", async () => {
    const uri = await write("long.lstm.json", longText("sigmoid"));
    let answer: unknown;
    const turns = await turnsDuring("tracing 100,000 steps", async () => {
      answer = await run("openTrace", uri);
    });
    assert.deepEqual(answer, { t: 1, T: steps });
    assert.ok(turns > 10, `${turns} turns`);
    await standsAt(1, steps);
    assert.deepEqual(await run("runToEnd", uri), { t: steps, T: steps });
    await standsAt(steps, steps);
  });

  it("show their progress in the panel, and are cancelled there, until asked for again", async () => {
    const { uri, editor } = await open("cancelled.lstm.json");
    await shows("f", ["0.7685", "0.2330"]);
    await replaceAll(editor, longText("sigmoid(z)"));
    await panel().waitForText(".work", "Tracing");
    await panel().click('.work button:has-text("Cancel")');
    await panel().waitForText(".banner", "Tracing was cancelled");
    await workbench.waitForText(statusBar, "trace cancelled");
    await shows("f", ["0.7685", "0.2330"]);
    let answer: unknown;
    const turns = await turnsDuring("tracing 100,000 steps with an expression", async () => {
      answer = await run("openTrace", uri);
    });
    assert.deepEqual(answer, { t: 1, T: steps });
    assert.ok(turns > 10, `${turns} turns`);
    await standsAt(1, steps);
  });

  it("show their progress in a notification where no panel does, which cancels too", async () => {
    const uri = await write("unseen.lstm.json", longText("sigmoid(z)"));
    const answer = run("stepForward", uri);
    await notified(/unseen\.lstm\.json.*tracing \d+ %/s);
    await workbench.click('.notifications-center .monaco-button:has-text("Cancel")');
    assert.equal(await answer, null);
  });

  it("give way to an edit, which is shown at once", async () => {
    const { uri, editor } = await open("replaced.lstm.json");
    await shows("f", ["0.7685", "0.2330"]);
    await replaceAll(editor, longText("sigmoid(z)"));
    await panel().waitFor(".work");
    await replaceAll(editor, worked.replace('"b_f": [ 0.2]', '"b_f": [ 0]'));
    await shows("f", ["0.7311", "0.1992"]);
    assert.deepEqual(await run("stepForward", uri), { t: 2, T: 2 });
  });
});

describe("64 units over 256 steps", function () {
  this.timeout(60_000);
  afterEach(closeAll);

  it("are drawn anew at every edit without a question back to the host; how soon is printed", async () => {
    const matrix = (rows: number, cols: number) =>
      JSON.stringify(
        Array.from({ length: rows }, (_, row) => Array.from({ length: cols }, (_, col) => (((row * 7 + col * 3) % 11) - 5) / 20)),
      );
    const gates = ["f", "i", "c", "o"].map((k) => `"W_${k}": ${matrix(64, 4)}, "U_${k}": ${matrix(64, 64)}`);
    const text = `{ "cell": "lstm", "parameters": { ${gates.join(", ")} }, "inputs": ${matrix(256, 4)}, "targets": ${matrix(256, 64)}, "loss": "0.10*(yhat - y)^2" }`;
    const { editor } = await open("redrawn.lstm.json", text);
    const shown = "header .strong";
    await panel().waitFor(shown);
    const place = text.indexOf("0.10*") + 3;
    const times: number[] = [];
    await panel().evaluate(() => {
      document.body.dataset.answers = "0";
      addEventListener("message", ({ data }) => {
        const isInSight = data.value?.quantities !== undefined || data.value?.equation !== undefined;
        if (data.kind === "answer" && isInSight) document.body.dataset.answers = String(Number(document.body.dataset.answers) + 1);
      });
    });
    for (let edit = 1; edit <= 9; edit++) {
      const before = await panel().text(shown);
      await panel().evaluate(
        ({ shown, before }) => {
          delete document.body.dataset.redrawn;
          new MutationObserver((_, observer) => {
            const text = document.querySelector<HTMLElement>(shown)?.innerText;
            if (text === undefined || text === before) return;
            document.body.dataset.redrawn = String(Date.now());
            observer.disconnect();
          }).observe(document.body, { subtree: true, childList: true, characterData: true });
        },
        { shown, before },
      );
      const edited = Date.now();
      await editor.edit((builder) =>
        builder.replace(new vscode.Range(editor.document.positionAt(place), editor.document.positionAt(place + 1)), String(edit)),
      );
      const redrawn = await until("the panel drawn anew", () => panel().evaluate(() => Number(document.body.dataset.redrawn) || null));
      times.push(redrawn - edited);
    }
    assert.equal(await panel().evaluate(() => document.body.dataset.answers), "0", "what is in sight comes with the news, unasked");
    const [median] = times.sort((a, b) => a - b).slice(4);
    await print(`edit to redrawn panel, H = 64, T = 256: median ${median} ms of ${times.join(", ")}`);
  });
});
