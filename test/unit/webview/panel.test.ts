/** The page's state as messages come in: what it asks, and what it shows. */
import assert from "node:assert/strict";
import type { PanelState, Steps, ToHost } from "../../../src/protocol/panel.js";
import { ramp } from "../../../src/webview/colour.js";
import { Panel } from "../../../src/webview/panel.js";
import type { Theme } from "../../../src/webview/theme.js";

const black = [0, 0, 0] as const;
const grey = ramp(black, black, 0, 1);
const byHue = <T>(of: T) => ({ forgetGate: of, inputGate: of, candidate: of, outputGate: of, cell: of, hidden: of });
const theme: Theme = {
  ...{ version: 0, background: black, foreground: black, hues: byHue(black), dim: 0.4 },
  ...{ gates: byHue(grey), below: grey, above: grey, digit: 7 },
};

const whatIf = { isStack: false, suppositions: [], lossWas: null, dropped: [] };

const state = (revision: number): PanelState => ({
  fileName: "a.lstm.json",
  trace: {
    revision,
    T: 2,
    layers: [{ cell: "rnn", D: 1, H: 1, quantities: ["h"], ranges: { h: [0, 1] }, gatesAreValves: false }],
    loss: null,
    notFinite: null,
    training: null,
  },
  ...{
    isStale: false,
    fault: null,
    t: 1,
    selection: null,
    decimals: 4,
    working: null,
    checked: null,
    sheet: null,
    comparison: null,
    whatIf,
    notice: null,
  },
});

const steps = (revision: number, h1: number): Steps => ({
  ...{ revision, layer: 1, from: 1, to: 2, x: Float64Array.of(0, 0) },
  ...{ quantities: { h: Float64Array.of(h1, 0.5) }, before: { h: Float64Array.of(0) }, loss: null, targets: null },
  outputs: Float64Array.of(h1, 0.5),
  hidden: {},
});

function open() {
  const posted: ToHost[] = [];
  let receive: (data: unknown) => void = () => {};
  const port = {
    post: (message: ToHost) => void posted.push(message),
    listen: (listener: typeof receive) => {
      receive = listener;
    },
  };
  const panel = new Panel(port, { getState: () => null, setState: () => {} }, () => {});
  const shown = () => panel.view({ theme, width: 1000 })?.trace;
  const h1 = () => shown()?.steps.value(1, "h", 1, 1);
  const isSettled = () => new Promise((resolve) => setImmediate(resolve));
  return { posted, receive: (data: unknown) => receive(data), h1, isSettled };
}

const askedFor = (posted: readonly ToHost[]) => posted.flatMap((message) => (message.kind === "request" ? [message.method] : []));

describe("the page", () => {
  it("asks for the steps in sight of a trace it is told of", async () => {
    const { posted, receive, h1, isSettled } = open();
    receive({ kind: "event", name: "state", detail: state(1) });
    assert.equal(h1(), undefined);
    assert.deepEqual(askedFor(posted), ["steps"]);
    receive({ kind: "answer", id: 1, outcome: "ok", value: steps(1, 0.25) });
    await isSettled();
    assert.equal(h1(), 0.25);
  });
  it("shows a newer trace at its next drawing, with no question, where its steps were sent ahead", async () => {
    const { posted, receive, h1, isSettled } = open();
    receive({ kind: "event", name: "state", detail: state(1) });
    h1();
    receive({ kind: "answer", id: 1, outcome: "ok", value: steps(1, 0.25) });
    await isSettled();
    h1();
    const before = posted.length;
    const query = { revision: 2, layer: 1, from: 1, to: 2 };
    receive({ kind: "event", name: "ahead", detail: [{ method: "steps", query, value: steps(2, 0.75) }] });
    receive({ kind: "event", name: "state", detail: state(2) });
    await isSettled();
    assert.equal(h1(), 0.75);
    assert.equal(posted.length, before);
  });
  it("keeps the trace shown until the steps of the newer one are there", async () => {
    const { posted, receive, h1, isSettled } = open();
    receive({ kind: "event", name: "state", detail: state(1) });
    h1();
    receive({ kind: "answer", id: 1, outcome: "ok", value: steps(1, 0.25) });
    await isSettled();
    h1();
    receive({ kind: "event", name: "state", detail: state(2) });
    assert.equal(h1(), 0.25);
    assert.deepEqual(askedFor(posted), ["steps", "steps"]);
    receive({ kind: "answer", id: 2, outcome: "ok", value: steps(2, 0.75) });
    await isSettled();
    assert.equal(h1(), 0.75);
  });
});
