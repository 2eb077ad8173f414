/** What the page asked about one trace is answered for the next before it asks. */
import assert from "node:assert/strict";
import { Ahead } from "../../../src/client/ahead.js";
import type { Request } from "../../../src/client/requests.js";
import { TraceSession } from "../../../src/client/session.js";
import { FakeClock, FakeText, longer, worked } from "./fakes.js";

async function tracedOf(text: string, revision: number) {
  const traced = await new TraceSession(new FakeText(text), new FakeClock(), null).ready();
  assert.ok(traced !== null);
  return { ...traced, shape: { ...traced.shape, revision } };
}

const first = await tracedOf(worked, 1);
const second = await tracedOf(worked.replace("0.2", "0.3"), 2);

const steps = (from: number, revision = 1): Request => ({
  ...{ kind: "request", id: from, method: "steps" },
  query: { revision, layer: 1, from, to: from },
});
const explain = (t: number, quantity: "f" | "y", revision = 1): Request => ({
  ...{ kind: "request", id: 9, method: "explain" },
  query: { revision, place: { layer: 1, quantity, t, unit: 1 } },
});

function asked(...requests: Request[]): Ahead {
  const ahead = new Ahead();
  for (const request of requests) ahead.remember(request, first.shape);
  return ahead;
}

describe("client/ahead", () => {
  it("asks about the newer trace what was asked about the last one, once", () => {
    const ahead = asked(steps(1), explain(2, "f"));
    assert.deepEqual(ahead.questions(first), []);
    assert.deepEqual(ahead.questions(second), [steps(1, 2), explain(2, "f", 2)]);
    assert.deepEqual(ahead.questions(second), []);
  });
  it("keeps two pieces of steps and one explanation, the last ones", () => {
    const ahead = asked(steps(1), steps(2), explain(1, "f"), steps(1), steps(3), explain(2, "f"));
    assert.deepEqual(ahead.questions(second), [steps(1, 2), steps(3, 2), explain(2, "f", 2)]);
  });
  it("keeps no question whose answer may take long", () => {
    const ahead = asked({ kind: "request", id: 1, method: "gradients", query: { revision: 1 } });
    assert.deepEqual(ahead.questions(second), []);
  });
  it("asks nothing about a trace of other steps or units, and keeps nothing for it", async () => {
    const ahead = asked(steps(1));
    const other = await tracedOf(longer(3), 2);
    assert.deepEqual(ahead.questions(other), []);
    ahead.remember(explain(1, "f", 2), other.shape);
    assert.deepEqual(ahead.questions({ ...other, shape: { ...other.shape, revision: 3 } }), [explain(1, "f", 3)]);
  });
  it("does not ask for a value that the newer trace has no more", async () => {
    const masked = await tracedOf(worked.replace('"targets": [[0.5], [0.8]]', '"targets": [[0.5], null]'), 2);
    assert.deepEqual(asked(steps(1), explain(2, "y")).questions({ ...masked, shape: { ...first.shape, revision: 2 } }), [steps(1, 2)]);
  });
});
