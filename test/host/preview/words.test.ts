/** The panel's page in a language nobody speaks: whatever it still says in plain letters was never given to translation. */
import assert from "node:assert/strict";
import type { SheetShape } from "../../../src/protocol/answers.js";
import { countsText } from "../../../src/report/answers/summary.js";
import { accented, accentedBundle } from "../../unit/house/messages.js";
import { settled } from "./open.js";
import { brokenExample } from "./problems.js";
import { Stage } from "./stage.js";

const messages = accentedBundle("src/webview", "src/report");
const translation = { language: "xx", messages };

/** Names that are the same in every language: cells, functions, Adam, V and S corrected, and what the file calls its loss. */
const names = new Set(["lstm", "gru", "rnn", "dense", "tanh", "sigmoid", "adam", "corr", "nan"]);
const losses = /\bmse, (mean|sum)\b|\bloss(?=[₀-₉])/g;

/** Members of messages from the host that hold its own words and names of the file: it translates them itself, or nobody does. */
const ofHost = new Set(["fileName", "name", "label", "text", "title", "message", "lineText", "notFinite", "reduction", "claimed", "sub"]);

/** Everything the page shows, says and explains, as it stands there. */
function everythingSaid(): readonly string[] {
  const said: string[] = [];
  const texts = document.createTreeWalker(document.querySelector("#app") ?? document.body, NodeFilter.SHOW_TEXT);
  while (texts.nextNode()) said.push(texts.currentNode.nodeValue ?? "");
  for (const element of document.querySelectorAll("#app *"))
    for (const name of ["aria-label", "aria-valuetext", "title", "placeholder"]) said.push(element.getAttribute(name) ?? "");
  return [...new Set(said)];
}

/** The texts the host has sent, the longest first. */
function textsIn(sent: unknown): readonly string[] {
  const found = new Set<string>();
  const look = (value: unknown, name: string): void => {
    if (typeof value === "string" && ofHost.has(name)) found.add(value.trim());
    else if (Array.isArray(value)) for (const one of value) look(one, name);
    else if (typeof value === "object" && value !== null) for (const [own, one] of Object.entries(value)) look(one, own);
    if (name === "counts") found.add(countsText(value as SheetShape["counts"]));
  };
  look(sent, "");
  found.delete("");
  return [...found].sort((a, b) => b.length - a.length);
}

/** The plain words of a text that neither the host has sent nor everybody knows. A single word of the host's counts only where it stands alone. */
function plainWords(text: string, sent: readonly string[]): readonly string[] {
  if (sent.includes(text.trim())) return [];
  const ownWords = text.replace(losses, " ");
  const own = sent.filter((one) => /[A-Za-z]{3}/.test(one) && /\W/.test(one)).reduce((rest, one) => rest.replaceAll(one, " "), ownWords);
  return (own.match(/[A-Za-z]{3,}/g) ?? []).filter((word) => !names.has(word.toLowerCase()));
}

describe("the panel's page in another language", () => {
  const stage = new Stage();

  async function untranslated(): Promise<readonly string[]> {
    await settled(stage.page);
    const said = await stage.page.evaluate(everythingSaid);
    const sent = textsIn(await stage.page.evaluate(() => window.sent));
    return said.filter((text) => plainWords(text, sent).length > 0);
  }

  for (const name of [
    "small-t2",
    "small-loss",
    "heat",
    "stack",
    "dense",
    "gradients",
    "gradients-explained",
    "gradients-gru",
    "optimizer",
    "optimizer-heat",
    "optimizer-only",
    "answers-slip",
    "answers-last-digit",
    "answers-exercise",
    "exercise-cell",
    "what-if-some",
    "what-if-answers",
    "compare",
    "compare-heat",
    "insights",
  ])
    it(`says nothing that is not translated: ${name}`, async () => {
      await stage.show(name, { translation });
      assert.deepEqual(await untranslated(), []);
    });

  it("says nothing that is not translated where the file has a fault", async () => {
    await stage.show("small-t2", { translation });
    await stage.edit(brokenExample);
    assert.deepEqual(await untranslated(), []);
    assert.match(await stage.text(".banner.fault"), new RegExp(accented("Go to fault")));
  });

  it("names its language, and keeps English where there is none", async () => {
    await stage.show("small-t2", { translation });
    assert.equal(await stage.page.evaluate(() => document.documentElement.lang), "xx");
    assert.equal(await stage.page.getAttribute("button:has(svg) >> nth=1", "aria-label"), accented("Step Back"));
    await stage.show("small-t2");
    assert.equal(await stage.page.evaluate(() => document.documentElement.lang), "en");
    assert.equal(await stage.page.getAttribute("button:has(svg) >> nth=1", "aria-label"), "Step Back");
  });

  it("says the step it goes to, in that language", async () => {
    await stage.show("small-t2", { translation });
    await stage.press("ArrowLeft");
    await stage.page.waitForSelector("#announcer:not(:empty)");
    assert.ok((await stage.text("#announcer")).startsWith(accented("step {0} of {1}").replace("{0}", "1").replace("{1}", "2")));
  });
});
