/** What was asked of the host and not yet seen. */
import assert from "node:assert/strict";
import { Pending } from "../../../src/webview/pending.js";

function pending(): Pending<number> {
  const made = new Pending<number>(
    (a, b) => a === b,
    () => {},
  );
  made.confirmed(1);
  return made;
}

describe("a value asked for", () => {
  it("is shown at once", () => {
    const t = pending();
    t.sent(2);
    assert.equal(t.shown(1), 2);
    t.confirmed(2);
  });
  it("is not undone by a state sent for another reason", () => {
    const t = pending();
    t.sent(2);
    t.confirmed(1);
    assert.equal(t.shown(1), 2);
    t.confirmed(2);
  });
  it("does not jump back while echoes of earlier wishes come in", () => {
    const t = pending();
    for (const wish of [2, 3, 4]) t.sent(wish);
    t.confirmed(2);
    assert.equal(t.shown(2), 4);
    t.confirmed(3);
    assert.equal(t.shown(3), 4);
    t.confirmed(4);
    assert.equal(t.shown(4), 4);
  });
  it("gives way to a value of the host's own", () => {
    const t = pending();
    t.sent(5);
    t.confirmed(9);
    assert.equal(t.shown(9), 9);
  });
  it("settles when the host answers the last wish only", () => {
    const t = pending();
    for (const wish of [2, 3, 4]) t.sent(wish);
    t.confirmed(4);
    t.confirmed(7);
    assert.equal(t.shown(7), 7);
  });
});
