/** Figures of the panel's page as SVG and PNG: they stand for themselves, on white, and the page is as it was. */
import assert from "node:assert/strict";
import type { Page } from "playwright-core";
import { settled } from "./open.js";
import { Stage } from "./stage.js";

/** The bytes of the figure the page shows; null where it has none. */
async function figure(page: Page, format: "svg" | "png"): Promise<Buffer | null> {
  const base64 = await page.evaluate(async (wanted) => {
    const bytes = await window.preview.figure(wanted);
    return bytes === null ? null : btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(""));
  }, format);
  return base64 === null ? null : Buffer.from(base64, "base64");
}

const svg = async (page: Page): Promise<string> => (await figure(page, "svg"))?.toString("utf8") ?? assert.fail("no figure");

/** What a reader of XML makes of it: its error, or the texts in it. */
function read(page: Page, source: string): Promise<{ readonly fault: string | null; readonly texts: readonly string[] }> {
  return page.evaluate((text) => {
    const document = new DOMParser().parseFromString(text, "image/svg+xml");
    return {
      fault: document.querySelector("parsererror")?.textContent ?? null,
      texts: [...document.querySelectorAll("text")].map((element) => (element.textContent ?? "").replace(/\s+/g, " ").trim()),
    };
  }, source);
}

describe("a figure", () => {
  const stage = new Stage();

  it("of the trace has the cell and the strips, their numbers as text", async () => {
    await stage.show("small-t2");
    const { fault, texts } = await read(stage.page, await svg(stage.page));
    assert.equal(fault, null);
    for (const digits of [
      "0.7685",
      "0.2497",
      "0.9051",
      "0.2261",
      "0.9781",
      "0.2174",
      "0.2330",
      "0.4588",
      "−0.5875",
      "−0.2169",
      "0.8892",
      "−0.1899",
    ])
      assert.ok(
        texts.some((text) => text.endsWith(digits)),
        `${digits} in ${texts.join(" | ")}`,
      );
    for (const word of ["cell state", "forget", "candidate", "loss"]) assert.ok(texts.includes(word), word);
  });

  it("needs nothing beside it: no style sheet, no variable, no script, no address but its own images", async () => {
    for (const name of ["small-t2", "heat", "gradients", "optimizer-heat"]) {
      await stage.show(name);
      const text = await svg(stage.page);
      assert.doesNotMatch(text, /<style|<script|<foreignObject|\sclass=|\sstyle=|var\(|color\(|url\((?!#)/, name);
      assert.doesNotMatch(text.replaceAll("http://www.w3.org/2000/svg", ""), /https?:/, name);
      assert.match(text, /font-family="[^"]*(sans-serif|monospace)"/);
    }
  });

  it("has a title and a description for who does not see it", async () => {
    await stage.show("small-t2");
    const text = await svg(stage.page);
    assert.match(text, /<svg [^>]*role="img" aria-labelledby="title desc">/);
    assert.match(text, /<title id="title">worked-example\.lstm\.json: lstm, trace<\/title>/);
    assert.match(text, /<desc id="desc">step 2 of 2, f 0\.2330, .*h −0\.1899\.<\/desc>/);
  });

  it("is the same in every theme: on white, in the inks of paper", async () => {
    await stage.show("small-t2", { theme: "light" });
    const light = (await svg(stage.page)).replaceAll("#3b3b3b", "#1f1f1f");
    assert.match(light, /fill="#ffffff"\/>/);
    assert.match(light, /#0d5094/);
    for (const theme of ["dark", "hc", "hc-light"] as const) {
      await stage.show("small-t2", { theme });
      assert.equal(await svg(stage.page), light, theme);
    }
  });

  it("leaves the page as it was, in its own theme", async () => {
    await stage.show("lines", { theme: "dark" });
    const looks = () =>
      stage.page.evaluate(() => [
        document.body.className,
        getComputedStyle(document.body).backgroundColor,
        getComputedStyle(document.body).color,
        document.documentElement.getAttribute("style") ?? "",
        ...[...document.querySelectorAll("canvas")].map((canvas) => canvas.toDataURL()),
      ]);
    const before = await looks();
    await svg(stage.page);
    await settled(stage.page);
    assert.deepEqual(await looks(), before);
  });

  it("has lines as paths and heat maps as images of their own", async () => {
    await stage.show("lines");
    const lines = await svg(stage.page);
    assert.doesNotMatch(lines, /<image/);
    assert.ok((lines.match(/<path d="M[^"]{200,}" fill="none" stroke="#/g)?.length ?? 0) > 6);
    await stage.show("heat");
    const images = (await svg(stage.page)).match(/<image [^>]*href="data:image\/png;base64,/g) ?? [];
    // Six maps, and the key of each.
    assert.equal(images.length, 12);
  });

  it("of the gradients has its charts, and of the optimizer the matrices and the loss without the buttons", async () => {
    await stage.show("gradients");
    const gradients = await read(stage.page, await svg(stage.page));
    assert.ok(gradients.texts.some((text) => text.startsWith("How much the loss feels each step")));
    assert.ok(gradients.texts.includes("t = 61"), gradients.texts.join(" | "));
    await stage.show("optimizer");
    const optimizer = await read(stage.page, await svg(stage.page));
    assert.deepEqual([gradients.fault, optimizer.fault], [null, null]);
    assert.ok(optimizer.texts.includes("first moment") && optimizer.texts.includes("update 12"));
    assert.ok(!optimizer.texts.some((text) => /Take Adam Step|dragged/.test(text)), optimizer.texts.join(" | "));
  });

  it("as PNG has twice the pixels of the SVG, and what the SVG shows", async () => {
    await stage.show("small-t2");
    const png = (await figure(stage.page, "png")) ?? assert.fail("no figure");
    assert.deepEqual([...png.subarray(0, 8)], [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
    const [, width, height] = /<svg [^>]*width="(\d+)" height="(\d+)"/.exec(await svg(stage.page)) ?? [];
    assert.deepEqual([png.readUInt32BE(16), png.readUInt32BE(20)], [2 * Number(width), 2 * Number(height)]);
    const blue = await stage.page.evaluate(
      async (bytes) => {
        const image = await createImageBitmap(new Blob([Uint8Array.from(bytes)], { type: "image/png" }));
        const canvas = new OffscreenCanvas(image.width, image.height);
        const context = canvas.getContext("2d");
        context?.drawImage(image, 0, 0);
        const { data } = context?.getImageData(0, 0, image.width, image.height) ?? { data: [] };
        let found = 0;
        for (let at = 0; at < data.length; at += 4) if (data[at] === 0x0d && data[at + 1] === 0x50 && data[at + 2] === 0x94) found++;
        return found;
      },
      [...png],
    );
    assert.ok(blue > 500, `${blue} pixels of the forget gate's ink`);
  });

  it("of the answers there is none", async () => {
    await stage.show("answers-slip");
    assert.equal(await figure(stage.page, "svg"), null);
  });
});
