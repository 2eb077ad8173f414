/** An exercise's page is sent no number that is still to be found: each blank is hidden alone, and everything the host could say is looked through. */
import assert from "node:assert/strict";
import { checkedGradient } from "../../../src/client/checkedGradient.js";
import { PanelSheet } from "../../../src/client/panelSheet.js";
import { answer, type Request } from "../../../src/client/requests.js";
import { revealBlank } from "../../../src/client/revealBlank.js";
import { type Traced, TraceSession } from "../../../src/client/session.js";
import { sheetOf } from "../../../src/client/sheet.js";
import { unwanted } from "../../../src/client/slicer.js";
import { backward } from "../../../src/core/backward.js";
import { never, runToEnd } from "../../../src/core/slices.js";
import type { BlankAnswer } from "../../../src/report/answers/answers.js";
import { blankKey } from "../../../src/report/answers/place.js";
import type { Place } from "../../../src/report/explanation.js";
import type { GradientPlace } from "../../../src/report/gradientPlace.js";
import { gradientPlaces } from "../report/support/gradientPlaces.js";
import { FakeClock, FakeText } from "./fakes.js";

const adam = '"optimizer": { "type": "adam", "alpha": 0.1, "beta1": 0.9, "beta2": 0.999, "epsilon": 1e-8 }';
const ofUpdates = '"V": null, "S": null, "V_corr": null, "S_corr": null, "parameters": null';

/** Each with everything under `expect` left blank. */
const exercises: Readonly<Record<string, string>> = {
  "an lstm of one unit": `{ "cell": "lstm", "parameters": {
      "W_f": [[1, 2]], "U_f": [[0.5]], "b_f": [0.2], "W_i": [[-1, 0.3]], "U_i": [[2]], "b_i": [-0.1],
      "W_c": [[1, 2]], "U_c": [[1.5]], "b_c": [0.5], "W_o": [[3, 0.4]], "U_o": [[-1]], "b_o": [0.8] },
    "inputs": [[0.913, 0.127], [0.541, -1.03]], "targets": [[0.5], [0.8]], ${adam},
    "expect": { "exercise": true, "f": null, "i": null, "c_tilde": null, "c": null, "o": null, "h": null, "dh": null, "dc": null,
      "loss_t": null, "loss": null, "gradients": null, ${ofUpdates} } }`,
  "a gru of two units under a readout": `{ "layers": [
      { "cell": "gru", "parameters": {
        "W_r": [[0.4], [-0.3]], "U_r": [[0.7, 0.2], [-0.6, 0.5]], "b_r": [0.05, -0.15],
        "W_z": [[-0.8], [0.6]], "U_z": [[0.3, -0.4], [0.9, 0.1]], "b_z": [0.2, 0.35],
        "W_n": [[1.1], [-0.7]], "U_n": [[-0.2, 0.8], [0.45, -0.55]], "b_n": [0.12, 0.07] } },
      { "cell": "dense", "parameters": { "W": [[0.65, -1.2]], "b": [0.33] }, "activation": "linear" } ],
    "inputs": [0.9, -0.4], "targets": [null, [0.25]],
    "expect": [ { "exercise": true, "r": null, "z": null, "n": null, "h": null, "dh": null, "gradients": null },
      { "exercise": true, "yhat": null, "loss_t": [null, null], "loss": null, "gradients": null } ] }`,
  "a linear recurrence": `{ "cell": "rnn", "activation": "linear", "parameters": { "W_h": [[0.7, -0.2]], "U_h": [[0.9]], "b_h": [0.15] },
    "inputs": [[0.4, 1.3], [-0.6, 0.8]], "targets": [[0.3], [0.1]], "loss": "mae",
    "expect": { "exercise": true, "h": null, "dh": null, "loss_t": null, "loss": null } }`,
  "one step's loss": `{ "cell": "rnn", "parameters": { "W_h": 0.7, "U_h": 0.9, "b_h": 0.15 }, "inputs": [0.4, -0.6], "targets": [null, 0.1],
    "expect": { "exercise": true, "loss": null } }`,
  "a recurrence's gradients alone": `{ "cell": "rnn", "parameters": { "W_h": 0.7, "U_h": 0.9, "b_h": 0.15 }, "inputs": [0.4, -0.6], "targets": [0.2, 0.1],
    ${adam}, "expect": { "exercise": true, "gradients": null } }`,
  "gradients that are given": `{ "parameters": { "W": [[1.3, -0.7]] }, "gradients": [ { "W": [[0.31, -0.42]] }, { "W": [[0.11, 0.23]] } ], ${adam},
    "expect": { "exercise": true, "V": [null, null], "S": [null, null], "V_corr": [null, null], "S_corr": [null, null], "parameters": [null, null] } }`,
};

interface Opened {
  readonly session: TraceSession;
  readonly traced: Traced;
  readonly blanks: readonly BlankAnswer[];
  /** All numbers that a page can be told. */
  told(): Promise<readonly Told[]>;
}

/** The exercise after `shown` updates, of its blanks those revealed whose keys are given. */
async function open(text: string, revealed: readonly string[], shown: number): Promise<Opened> {
  const cursor = { t: 1, selection: null, revealed, ...(shown > 0 && { updates: { taken: shown, shown } }) };
  const session = new TraceSession(new FakeText(text), new FakeClock(), cursor);
  const traced = await session.ready();
  assert.ok(traced !== null, session.read?.fault?.message);
  const sheet = await sheetOf(session, traced);
  assert.ok(sheet !== null && sheet !== unwanted);
  await session.checkGradients();
  const panel = new PanelSheet();
  panel.follow(sheet, sheet.document, session.cursor?.revealed);
  const blanks = sheet.answers.answers.filter((one): one is BlankAnswer => one.verdict === "blank" && one.value !== null);
  const told = async () => {
    const replies = [];
    for (const request of requestsFor(traced, sheet.answers.answers.length)) {
      const reply = await answer(session, panel.shown, { kind: "request", id: 1, ...request } as Request, (error) =>
        assert.fail(String(error)),
      );
      assert.equal(reply.outcome, "ok", request.method);
      replies.push({ ...request, value: reply.outcome === "ok" ? reply.value : null });
    }
    const checked = session.checked?.parameters.map((one) => checkedGradient(one, traced.hiding));
    return numbersIn([traced.shape, panel.shown?.shape, checked, replies]);
  };
  return { session, traced, blanks, told };
}

/** Every question there is about a trace and its sheet. */
function requestsFor({ shape, trace }: Traced, answers: number): readonly { readonly method: string; readonly query: object }[] {
  const { revision, T } = shape;
  const ask = (method: string, query: object = {}) => ({ method, query: { revision, ...query } });
  const steps = Array.from({ length: T }, (_, at) => at + 1);
  const layers = trace.layers.flatMap(({ layer: { cell, H } }, index) => {
    const layer = index + 1;
    const units = steps.flatMap((t) => Array.from({ length: H }, (_, k) => ({ layer, t, unit: k + 1 })));
    const hasLoss = trace.loss !== null;
    return [
      ask("steps", { layer, from: 1, to: T }),
      ...units.map((at) => ask("saturation", at)),
      ...(cell === "dense" ? [] : [ask("passage", { layer })]),
      ...(hasLoss ? [ask("gradientSteps", { layer, from: 1, to: T }), ...units.map((at) => ask("gradientAt", at))] : []),
    ];
  });
  const parameters = (shape.training?.parameters ?? []).flatMap(({ layer, name, rows, cols }) => [
    ask("update", { layer, parameter: name }),
    ...Array.from({ length: rows * cols }, (_, at) =>
      ask("entryCurves", { layer, parameter: name, row: Math.floor(at / cols) + 1, col: (at % cols) + 1 }),
    ),
  ]);
  return [
    ...layers,
    ...placesOf(trace).map((place) => ask("explain", { place })),
    ...parameters,
    ...(shape.training === null ? [] : [ask("losses", { columns: 100 })]),
    ...(trace.loss === null
      ? []
      : [ask("gradients"), ask("shareSums"), ...slopesOf(trace).map((place) => ask("explainGradient", { place }))]),
    ask("insights"),
    { method: "answers", query: { revision: 1, from: 0, to: answers } },
    // One in three: neighbours are of the same kind.
    ...Array.from({ length: answers / 3 }, (_, at) => ({ method: "answer", query: { revision: 1, index: 3 * at } })),
  ];
}

function slopesOf(trace: Traced["trace"]): readonly GradientPlace[] {
  return [...gradientPlaces(runToEnd(backward(trace, never)))];
}

const preactivations = { lstm: ["z_f", "z_i", "z_c", "z_o"], gru: ["z_r", "z_z", "z_n"], rnn: ["z_h"], dense: [] } as const;

function placesOf({ T, layers, loss }: Traced["trace"]): readonly Place[] {
  const steps = Array.from({ length: T }, (_, at) => at + 1);
  const ofLayers = layers.flatMap(({ layer: { cell, H, D }, quantities }, index) =>
    steps.flatMap((t) => [
      ...[...quantities.keys(), ...preactivations[cell]].flatMap((quantity) =>
        Array.from({ length: H }, (_, k) => ({ layer: index + 1, quantity, t, unit: k + 1 })),
      ),
      ...Array.from({ length: D }, (_, k) => ({ layer: index + 1, quantity: "x" as const, t, unit: k + 1 })),
    ]),
  );
  const top = { layer: layers.length, unit: 1 };
  const ofLoss = steps
    .filter((t) => loss?.given[t - 1] === 1)
    .flatMap((t): Place[] => [
      { ...top, quantity: "loss", t },
      { ...top, quantity: "y", t },
    ]);
  return [...ofLayers, ...ofLoss];
}

/** A number that was told, as a double or in a text, and the way to it. */
interface Told {
  readonly number: number;
  /** As it is written, where it is. */
  readonly text?: string;
  readonly path: string;
}

/** Every number that was told. */
function numbersIn(told: unknown, path = ""): readonly Told[] {
  if (typeof told === "number") return [{ number: told, path }];
  if (typeof told === "string") {
    const texts = told.replaceAll("\u2212", "-").match(/-?\d+(?:\.\d+)?(?:e[+-]?\d+)?/g) ?? [];
    return texts.map((text) => ({ number: Number(text), text, path }));
  }
  if (told instanceof Float64Array) return Array.from(told, (number, at) => ({ number, path: `${path}[${at}]` }));
  if (typeof told !== "object" || told === null || ArrayBuffer.isView(told)) return [];
  const at = "method" in told && "query" in told ? `${String(told.method)} ${JSON.stringify(told.query)}` : path;
  return Object.entries(told).flatMap(([name, member]) => numbersIn(member, `${at}.${name}`));
}

/** The ways to a number, whole or at four digits where these are enough to know it by. */
function findings(told: readonly Told[], value: number): readonly string[] {
  const size = 1e-11 * Math.abs(value);
  const rounded = Math.abs(value) < 0.1 ? "" : value.toFixed(4);
  return told.filter(({ number, text }) => Math.abs(number - value) <= size || text === rounded).map(({ path }) => path);
}

/**
 * What is hidden together: all of a quantity. The first update from zeros corrects V to the gradient, and one step's loss is that of the sequence: who has
 * asked for the one has seen the other.
 */
function groupOf(key: string): string {
  const [quantity] = key.split("/");
  return ({ V_corr: "gradients", loss_t: "loss" } as Readonly<Record<string, string>>)[quantity] ?? quantity;
}

describe("an exercise's page", function () {
  // Each goes through everything once for every quantity hidden.
  this.timeout(60_000);

  for (const [name, text] of Object.entries(exercises)) {
    for (const shown of text.includes("optimizer") ? [0, 1, ...(text.includes("cell") ? [] : [2])] : [0]) {
      it(`is told no blank of ${name} after ${shown} updates`, async function () {
        // A few seconds of work, on a machine that may have more to do.
        this.timeout(60_000);
        const keys = (await open(text, [], shown)).blanks.map(({ place }) => blankKey(place));
        assert.equal(new Set(keys).size, keys.length);
        const found: string[] = [];
        for (const group of new Set(keys.map(groupOf))) {
          const revealed = keys.filter((key) => groupOf(key) !== group);
          const { blanks, told, traced } = await open(text, revealed, shown);
          assert.equal(traced.hiding.isEmpty, false);
          const all = await told();
          for (const { place, value } of blanks) {
            // A zero, and a number the file itself may give, tells nothing.
            if (groupOf(blankKey(place)) !== group || value === null || Number.isInteger(value * 100)) continue;
            found.push(...findings(all, value).map((path) => `${blankKey(place)} = ${value}: ${path}`));
          }
        }
        assert.deepEqual(found, []);
      });
    }

    it(`is told of ${name} what is revealed, as of a file without blanks`, async () => {
      const { session, blanks, told } = await open(text, [], 0);
      const [first] = blanks;
      assert.deepEqual(findings(await told(), first.value ?? Number.NaN), []);
      for (const { place } of blanks) await revealBlank(session, blankKey(place));
      assert.equal(session.cursor?.revealed?.length, blanks.length);
      const { traced } = session;
      assert.ok(traced?.hiding.isEmpty);
      assert.equal(traced.seen, traced.trace);
      const again = await open(text, session.cursor?.revealed ?? [], 0);
      assert.notDeepEqual(findings(await again.told(), first.value ?? Number.NaN), []);
    });
  }
});
