/** The JSON schema against the examples, the reader and its committed text. */
import { deepEqual, equal, ok } from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { Value } from "typebox/value";
import { CELLS, layerNames, MEMBERS, memberNames, parameterNames } from "../../../src/document/names.js";
import { type LstmFile, schema } from "../../../src/document/schema.js";
import { schemaJson } from "../../../src/document/schemaJson.js";
import { sequenceFaults } from "./faults/sequence.js";
import { settingFaults } from "./faults/settings.js";
import { shapeFaults } from "./faults/shapes.js";
import { adam, dense, expecting, given, gru, lstm, plain, read, rnn, stack } from "./support.js";

const media = path.resolve("media");

function isValid(text: string): boolean {
  return Value.Check(schema, plain(read(text).root));
}

/** Faults of form, which a schema can see; others are about sizes and counts. */
const OF_FORM = new Set(["wrong-type", "unknown-name", "gradients-beside-cell", "empty-inputs", "empty-list"]);
const HAS_NO_PLACE = /has no place in|stands in each|stands beside layers|where gradients are given/;

describe("The JSON schema", () => {
  it("is committed as media/lstm.schema.json, the very text made from its definition (npm run build writes it)", () => {
    equal(readFileSync(path.join(media, "lstm.schema.json"), "utf8"), schemaJson());
  });

  it("refers only to definitions that it has, and uses each", () => {
    const text = schemaJson();
    const used = new Set([...text.matchAll(/"#\/definitions\/(\w+)"/g)].map((match) => match[1]));
    deepEqual([...used].sort(), Object.keys((JSON.parse(text) as { definitions: object }).definitions).sort());
  });

  it("has every parameter and every member of every cell, each with its description", () => {
    const files = schema.anyOf.slice(0, CELLS.length);
    for (const [index, cell] of CELLS.entries()) {
      const { properties } = files[index] as unknown as { properties: Record<string, { properties: object; description?: string }> };
      const own = new Set([...layerNames(cell), ...memberNames("root").filter((name) => !(name in MEMBERS.layer))]);
      for (const name of ["layers", "gradients"]) own.delete(name);
      deepEqual(Object.keys(properties).sort(), [...own].sort());
      deepEqual(Object.keys(properties.parameters.properties), parameterNames(cell));
      for (const [name, { description }] of Object.entries(properties)) ok(description !== undefined, `${cell}: ${name}`);
    }
  });

  for (const name of readdirSync(path.join(media, "examples"))) {
    it(`holds for the example ${name}, as reading it does`, () => {
      const text = readFileSync(path.join(media, "examples", name), "utf8");
      deepEqual(read(text).problems, []);
      ok(isValid(text));
    });
  }

  it("holds for every form of a file that reading takes", () => {
    const texts = [
      ...[lstm(), rnn(), dense(), gru(), stack(), given()],
      lstm({ steps: "1", inputs: null }, { W_f: null, W_i: null, W_c: null, W_o: null, p_f: "0.5", p_i: "[1]", b_f: "2" }),
      lstm({ initial: '{ "h": 1 }', targets: "[null, 1]", loss: '"(yhat - y)^2"', reduction: '"sum"', hardSigmoidSlope: "0.1" }),
      lstm({ activations: '{ "gate": "hardSigmoid", "candidate": "z / 2", "output": "relu", "hardSigmoidSlope": 0.3 }' }),
      gru({ resetAfter: "false", zKeeps: "false", activations: "{}" }, { b_n: "[0.5]" }),
      dense({ activation: '"softmax"', loss: '"crossEntropy"', targets: "[[0, 1]]" }),
      adam('"alpha": -1, "beta1": 0, "t": 3, "epsilonRule": "hat", "V": { "W_f": [[1, 2]], "b_f": 0 }, "S": {}'),
      stack({ optimizer: '{ "type": "adam", "V": [null, { "W": [[1, 2]] }] }', expect: '[null, { "yhat": [1, [null]], "loss": null }]' }),
      stack({ expect: '{ "loss_t": [1, null], "V": [null, { "W": null }], "S": [[null, { "b": 1 }], null] }' }),
      given({ parameters: '{ "w": 1, "v": [1, 2] }', gradients: '[{ "w": [[1]], "v": [3, 4] }]' }),
      given({ expect: '{ "V": [{ "W": [[1, null]] }, null], "exercise": true }' }),
      expecting(
        '{ "f": null, "i": [1, null], "o": [[null], [2]], "dh": [1, 2], "gradients": { "U_f": 3 }, "tolerance": 0, "rounding": 4 }',
      ),
    ];
    for (const text of texts) {
      deepEqual(read(text).problems, [], text);
      ok(isValid(text), text);
    }
  });

  it("fails where reading finds a fault of form", () => {
    let count = 0;
    for (const { text, faults } of [...shapeFaults, ...sequenceFaults, ...settingFaults]) {
      if (!faults.some(({ code, message }) => OF_FORM.has(code) || (code === "misplaced-name" && HAS_NO_PLACE.test(message)))) continue;
      count++;
      if (isValid(text)) console.log("VALID", text, faults[0].message);
    }
    ok(count > 80, `${count} files`);
  });

  it("is the type of a file as well", () => {
    const file: LstmFile = { cell: "rnn", parameters: { U_h: 5 }, steps: 30 };
    ok(Value.Check(schema, file));
  });
});
