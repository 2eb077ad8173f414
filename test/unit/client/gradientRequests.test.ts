/** Answers about gradients: one backward pass a trace, and of it only what is asked for. */
import assert from "node:assert/strict";
import type { Answerer } from "../../../src/client/answerer.js";
import { gradientsOf } from "../../../src/client/once.js";
import { answer, type Request } from "../../../src/client/requests.js";
import { type Traced, TraceSession } from "../../../src/client/session.js";
import { unwanted } from "../../../src/client/slicer.js";
import type { GradientAt, GradientSteps, GradientSummary, Passage } from "../../../src/protocol/gradients.js";
import type { GradientExplanation } from "../../../src/report/explainGradient.js";
import { gradientPlace } from "../../../src/report/gradientPlace.js";
import { isAnswerTo } from "../../../src/webview/inbound.js";
import { FakeClock, FakeText, longer, stack, trainable, worked } from "./fakes.js";

async function open(text: string) {
  const session = new TraceSession(new FakeText(text), new FakeClock(), null);
  const shown = await session.ready();
  assert.ok(shown !== null);
  return { session, shown, revision: shown.shape.revision };
}

/** The answer's value, which is of the form the page believes. */
async function ask<T>(session: Answerer, method: Request["method"], query: object): Promise<T> {
  const reply = await answer(session, null, { kind: "request", id: 1, method, query } as Request, (error) => assert.fail(String(error)));
  assert.equal(reply.outcome, "ok");
  const { value } = reply as { value: T };
  assert.ok((isAnswerTo[method] as (value: unknown) => boolean)(value), method);
  return value;
}

/** A session that counts what is computed for its answers. */
class Counting implements Answerer {
  runs = 0;

  constructor(
    private readonly session: Answerer,
    readonly traced: Traced,
  ) {}

  compute: Answerer["compute"] = (traced, begin) => {
    this.runs++;
    return this.session.compute(traced, begin);
  };
}

describe("client/gradientRequests", () => {
  it("runs the backward pass once a trace, whoever asks and however often", async () => {
    const { session, shown, revision } = await open(worked);
    const counting = new Counting(session, shown);
    const [first, second] = await Promise.all([gradientsOf(counting, shown), gradientsOf(counting, shown)]);
    assert.equal(first, second);
    assert.equal(counting.runs, 1);
    await ask(counting, "gradientAt", { revision, layer: 1, t: 2, unit: 1 });
    assert.equal(counting.runs, 1);
  });

  it("adds an entry up over many steps once, however often its sum is unfolded, and anew for another entry", async () => {
    const { session, shown, revision } = await open(
      longer(40).replace(/\}\s*$/, `, "targets": ${JSON.stringify(Array.from({ length: 40 }, () => [0.5]))} }`),
    );
    const counting = new Counting(session, shown);
    const explain = async (name: string, terms?: number) => {
      const before = counting.runs;
      const place = gradientPlace("entry", 1, name, { row: 1, col: 1 });
      const { terms: shownTerms } = await ask<GradientExplanation>(counting, "explainGradient", { revision, place, terms });
      return [shownTerms.length, counting.runs - before];
    };
    // The backward pass, what each step adds, and the explanation itself.
    assert.deepEqual(await explain("U_f"), [7, 3]);
    assert.deepEqual(await explain("U_f", 20), [21, 1]);
    assert.deepEqual(await explain("U_i"), [7, 2]);
  });

  it("sums up every parameter of every layer, and how far the norms reach", async () => {
    const { session, revision } = await open(stack);
    const { parameters, norms, reach, notFinite } = await ask<GradientSummary>(session, "gradients", { revision });
    assert.deepEqual(parameters.at(-1), { layer: 2, name: "W", rows: 1, cols: 2, isVector: false });
    assert.equal(norms.length, 9);
    assert.equal(reach.length, 4);
    assert.ok(norms.every((size) => size > 0) && reach[0] <= reach[1]);
    assert.equal(notFinite, null);
  });

  it("adds up the shares of every parameter of every layer", async () => {
    const { session, revision } = await open(stack);
    const { parameters } = await ask<GradientSummary>(session, "gradients", { revision });
    const sums = await ask<Float64Array>(session, "shareSums", { revision });
    assert.equal(sums.length, parameters.length);
    for (const sum of sums) assert.ok(Math.abs(sum - 1) < 1e-12);
  });

  it("explains every number the tab shows, more terms of it when asked to", async () => {
    const { session, revision } = await open(stack);
    const places = [
      gradientPlace("norm", 1, "h", { t: 2 }),
      gradientPlace("share", 1, "U_f", { t: 1 }),
      gradientPlace("shares", 2, "W"),
      gradientPlace("growth", 1, ""),
      gradientPlace("through", 1, ""),
      gradientPlace("factor", 1, "", { t: 1 }),
      gradientPlace("entry", 2, "W", { row: 1, col: 2 }),
    ];
    for (const place of places) {
      const { equation, place: own } = await ask<GradientExplanation>(session, "explainGradient", { revision, place });
      assert.deepEqual(own, place);
      assert.ok(equation.some(({ right }) => right.some((token) => token.kind === "number" && token.isAnswer)));
    }
    const long = { revision, place: gradientPlace("state", 1, "h", { t: 1, row: 1 }) };
    const { terms } = await ask<GradientExplanation>(session, "explainGradient", { ...long, terms: 1 });
    assert.equal(terms.at(-1)?.count, 8);
    assert.equal((await ask<GradientExplanation>(session, "explainGradient", { ...long, terms: 56 })).terms.length, 9);
  });

  it("cuts out the steps in sight, each array with a buffer of its own", async () => {
    const { session, shown, revision } = await open(worked);
    const whole = await ask<GradientSteps>(session, "gradientSteps", { revision, layer: 1, from: 1, to: 2 });
    const gradients = await gradientsOf(session, shown);
    assert.ok(gradients !== unwanted);
    const dh = gradients.layers[0].states.get("h") ?? assert.fail();
    assert.deepEqual([...whole.h], [Math.abs(dh[1]), Math.abs(dh[2])]);
    assert.deepEqual([...whole.given], [1, 1]);
    assert.deepEqual(whole.f?.mean, shown.trace.layers[0].quantities.get("f"));
    const last = await ask<GradientSteps>(session, "gradientSteps", { revision, layer: 1, from: 2, to: 2 });
    assert.deepEqual([last.h[0], last.c?.[0], last.factor?.[0]], [whole.h[1], whole.c?.[1], whole.factor?.[1]]);
    assert.equal(last.shares.length, last.parameters.length);
    for (const array of [last.h, last.given, last.shares]) assert.equal(array.buffer.byteLength, array.byteLength);
  });

  it("has ŷ in place of h, and neither c, f nor a factor, of a dense layer", async () => {
    const { session, revision } = await open(stack);
    const { h, c, f, factor } = await ask<GradientSteps>(session, "gradientSteps", { revision, layer: 2, from: 1, to: 3 });
    assert.deepEqual([h[0], c, f, factor], [0, null, null, null]);
    assert.ok(h[1] > 0);
    const at = await ask<GradientAt>(session, "gradientAt", { revision, layer: 2, t: 2, unit: 1 });
    assert.equal(Math.abs(Number(at.h)), h[1]);
  });

  it("gives the verdict with its numbers", async () => {
    const { session, revision } = await open(worked);
    const { growth, magnitude, verdict, bounds } = await ask<Passage>(session, "passage", { revision, layer: 1 });
    assert.ok(Math.abs(Number(growth) - 10 ** (Number(magnitude) / 2)) < 1e-12);
    assert.equal(verdict, "vanishing");
    assert.deepEqual(bounds, { vanishing: 0.95, exploding: 1.05 });
  });

  it("refuses what the trace does not have", async () => {
    const failures: unknown[] = [];
    const refused = async (session: TraceSession, method: string, query: object) => {
      const revision = session.traced?.shape.revision;
      const request = { kind: "request", id: 1, method, query: { revision, ...query } } as Request;
      assert.equal((await answer(session, null, request, (error) => failures.push(error))).outcome, "error", method);
    };
    const { session } = await open(stack);
    await refused(session, "gradientSteps", { layer: 1, from: 1, to: 4 });
    await refused(session, "gradientSteps", { layer: 3, from: 1, to: 1 });
    await refused(session, "gradientAt", { layer: 1, t: 1, unit: 3 });
    await refused(session, "passage", { layer: 2 });
    await refused((await open(longer(3))).session, "gradients", {});
    assert.equal(failures.length, 5);
  });

  it("is about the state shown", async () => {
    const { session } = await open(trainable);
    const sizes = async () => (await ask<GradientSummary>(session, "gradients", { revision: session.traced?.shape.revision ?? 0 })).norms;
    const before = await sizes();
    await session.updateTo({ taken: 3, shown: 3 });
    assert.notDeepEqual(await sizes(), before);
  });
});
