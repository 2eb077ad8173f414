/** Figures asked of a page: always an answer. */
import assert from "node:assert/strict";
import { PageFigures } from "../../../src/client/pageFigures.js";

function make() {
  const sent: { id: number; format: string }[] = [];
  return { sent, figures: new PageFigures((wanted) => void sent.push(wanted)) };
}

describe("client/pageFigures", () => {
  it("are asked of the page once it listens, and come back by their number", async () => {
    const { sent, figures } = make();
    const [first, second] = [figures.ask("svg"), figures.ask("png")];
    assert.deepEqual(sent, []);
    figures.listens();
    assert.deepEqual(sent, [
      { id: 1, format: "svg" },
      { id: 2, format: "png" },
    ]);
    figures.figure({ id: 2, bytes: Uint8Array.of(2) });
    figures.figure({ id: 1, bytes: Uint8Array.of(1) });
    assert.deepEqual([(await first).bytes, (await second).bytes], [Uint8Array.of(1), Uint8Array.of(2)]);
  });

  it("are asked again of a page that was opened anew", () => {
    const { sent, figures } = make();
    figures.listens();
    void figures.ask("svg");
    figures.listens();
    assert.deepEqual(
      sent.map(({ id }) => id),
      [1, 1],
    );
    figures.dispose();
  });

  it("are none, with the reason where there is one", async () => {
    const { figures } = make();
    const [none, failed, closed] = [figures.ask("svg"), figures.ask("svg"), figures.ask("svg")];
    figures.noFigure({ id: 1, message: "" });
    figures.noFigure({ id: 2, message: "too large" });
    figures.dispose();
    assert.deepEqual(await Promise.all([none, failed, closed]), [
      { bytes: null, reason: null },
      { bytes: null, reason: "too large" },
      { bytes: null, reason: "the panel was closed" },
    ]);
  });
});
