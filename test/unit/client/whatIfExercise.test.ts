/** What is supposed of an exercise hides what the file hides. */
import assert from "node:assert/strict";
import { revealBlank } from "../../../src/client/revealBlank.js";
import { TraceSession } from "../../../src/client/session.js";
import { sheetOf } from "../../../src/client/sheet.js";
import { unwanted } from "../../../src/client/slicer.js";
import { WhatIf } from "../../../src/client/whatIf.js";
import { blankKey } from "../../../src/report/answers/place.js";
import { FakeClock, FakeText, worked } from "./fakes.js";

describe("client/whatIf of an exercise", () => {
  it("shows a blank of an exercise once it is revealed in the file", async () => {
    const exercise = worked.replace('"targets"', '"expect": { "exercise": true, "f": [[null], [null]] },\n  "targets"');
    const clock = new FakeClock();
    const session = new TraceSession(new FakeText(exercise), clock, null);
    const whatIf = new WhatIf(session, clock, (error) => assert.fail(String(error)));
    await whatIf.suppose([{ path: ["parameters", "W_f", 0, 1], value: 0.75 }]);
    assert.notEqual(whatIf.shown, session);
    assert.equal(whatIf.shown.traced?.seen.layers[0].quantities.get("f")?.filter(Number.isNaN).length, 2);
    const sheet = await sheetOf(session, session.traced ?? assert.fail());
    assert.ok(sheet !== null && sheet !== unwanted);
    await revealBlank(session, blankKey(sheet.answers.answers[0].place));
    await whatIf.supposed?.ready();
    assert.equal(whatIf.shown.traced?.seen.layers[0].quantities.get("f")?.filter(Number.isNaN).length, 1);
  });
});
