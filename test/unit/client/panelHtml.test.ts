/** The panel's page and what its policy lets it do. */
import assert from "node:assert/strict";
import { panelHtml } from "../../../src/client/panelHtml.js";

const files = {
  cspSource: "https://*.example 'self'",
  script: "https://x/panel.js?a=1&b=2",
  styles: ["https://x/a.css", "https://x/b.css"],
  title: "<Trace>",
};
const html = panelHtml(files, "n0nce");
const policy = /Content-Security-Policy" content="([^"]*)"/.exec(html)?.[1] ?? "";

describe("client/panelHtml", () => {
  it("allows nothing but its script by nonce, and styles and fonts of the webview's own origin", () => {
    assert.deepEqual(policy.split("; "), [
      "default-src 'none'",
      "script-src 'nonce-n0nce'",
      "style-src https://*.example 'self'",
      "font-src https://*.example 'self'",
      "img-src blob:",
    ]);
  });

  it("runs one script, with the nonce", () => {
    assert.deepEqual(html.match(/<script[^>]*>/g), ['<script nonce="n0nce" src="https://x/panel.js?a=1&amp;b=2">']);
  });

  it("links every style sheet", () => {
    assert.equal(html.match(/<link rel="stylesheet" href="https:\/\/x\/[ab]\.css">/g)?.length, 2);
  });

  it("has neither an inline style nor an inline handler", () => {
    assert.doesNotMatch(html, /<style|style=|\son\w+=/);
  });

  it("writes names as text", () => {
    assert.match(html, /<title>&lt;Trace><\/title>/);
  });

  it("holds no translation where it speaks English, and says so", () => {
    assert.doesNotMatch(html, /application\/json/);
    assert.match(html, /<html lang="en">/);
  });

  it("holds a translation as data that nothing in it can leave", () => {
    const messages = {
      Reset: "Zurück </script><script>alert(1)</script>",
      "<!--": '<!-- <script> \u2028 " & \\',
    };
    const translated = panelHtml({ ...files, translation: { language: 'de"><', messages } }, "n0nce");
    const blocks = [...translated.matchAll(/<script([^>]*)>([\s\S]*?)<\/script>/g)];
    assert.deepEqual(
      blocks.map(([, attributes]) => attributes),
      [' type="application/json" id="translation"', ' nonce="n0nce" src="https://x/panel.js?a=1&amp;b=2"'],
    );
    assert.deepEqual(JSON.parse(blocks[0]?.[2] ?? ""), messages);
    assert.doesNotMatch(translated, /<!--/);
    assert.match(translated, /<html lang="de&quot;>&lt;">/);
  });
});
