/** Numbers handed back to the text: what changes, what stays, and what is refused. */
import { deepEqual, equal, match, throws } from "node:assert/strict";
import { type AdamState, initialAdamState } from "../../../src/core/adam.js";
import { never, runToEnd } from "../../../src/core/slices.js";
import { Training } from "../../../src/core/training.js";
import { type WriteResult, writeTraining } from "../../../src/document/writeTraining.js";
import { applied, both, type Change, changed, editsOf, modelOf, written } from "./edited.js";
import { given, read, rnn, stack } from "./support.js";

function refused(text: string, t: number, ...changes: readonly Change[]): string {
  const result: WriteResult = runToEnd(writeTraining(read(text), changed(text, t, ...changes), never));
  equal(result.kind, "refused");
  return result.kind === "refused" ? result.message : "";
}

describe("Writing a training's state into the text", () => {
  it("changes the numbers alone: comments, blanks, line breaks and trailing commas stay", () => {
    const text = `// a file
{
  "cell": "rnn", /* plain */
  "parameters": {
    "W_h": [[ 1.0 ],   // first
            [2e0]],
    "U_h": [[1, /* one */ 0], [ 0, 1, ], ],
    "b_h": [
      0,
      -0.50,
    ],
  },
  "inputs": [[1], [2]], "targets": [[1, 1], null],
  "optimizer": { "type": "adam", "t": 1, "V": { "b_h": [ 0.1,0.2 ] }, "S": { "b_h": [0.010, 0.02] }, },
}
`;
    const change = {
      parameters: { W_h: [1, 2.5], U_h: [1, 0.25, 0, -1e-7], b_h: [0, -0.5] },
      V: { b_h: [0.1, -0.3] },
      S: { b_h: [0.01, 1e21] },
    };
    equal(
      written(text, 12, change),
      `// a file
{
  "cell": "rnn", /* plain */
  "parameters": {
    "W_h": [[ 1.0 ],   // first
            [2.5]],
    "U_h": [[1, /* one */ 0.25], [ 0, -1e-7, ], ],
    "b_h": [
      0,
      -0.50,
    ],
  },
  "inputs": [[1], [2]], "targets": [[1, 1], null],
  "optimizer": { "type": "adam", "t": 12, "V": { "b_h": [ 0.1,-0.3 ] }, "S": { "b_h": [0.010, 1e21] }, },
}
`,
    );
  });

  it("has nothing to change where the text says the same already", () => {
    for (const text of [rnn({ optimizer: '{ "type": "adam", "t": 0, "V": { "b_h": [0, 1.0] } }' }), given(), both('{ "type": "adam" }')]) {
      deepEqual(editsOf(text, initialAdamState(modelOf(text))), []);
    }
  });

  it("tells 0 from −0, and the smallest and the largest doubles from their neighbours", () => {
    const text = both('{ "type": "adam" }');
    const values = [-0, 5e-324, 1.7976931348623157e308, 0.30000000000000004];
    const after = written(text, 0, { parameters: { W: values, b: [1e22, 123456789012345680000] } });
    match(after, /"W": \[\[-0, 5e-324\], \[1\.7976931348623157e308, 0\.30000000000000004\]\], "b": \[1e22, 123456789012345680000\]/);
    equal(applied(after, editsOf(after, changed(after, 0, { parameters: { W: [0, 1, 1, 1] } }))).includes("[[0, 1], [1, 1]]"), true);
  });

  it("writes a bare number where one stands, and for its moments too", () => {
    const text =
      '{ "parameters": { "w": 1, "v": [2], "u": [[3]] }, "gradients": [{ "w": 0, "v": 0, "u": 0 }], "optimizer": {"type": "adam"} }';
    const change = { w: [0.5], v: [0.25], u: [0.125] };
    const moments = '{ "w": 0.5, "v": [0.25], "u": [[0.125]] }';
    equal(
      written(text, 1, { parameters: change, V: change, S: change }),
      `{ "parameters": ${moments}, "gradients": [{ "w": 0, "v": 0, "u": 0 }], "optimizer": {"type": "adam", "t": 1, "V": ${moments}, "S": ${moments}} }`,
    );
  });

  it("leaves a bias out that the file leaves out: it counts as zeros and is not trained", () => {
    const text = rnn({ targets: "[[1, 1], [1, 1]]", optimizer: '{ "type": "adam" }' }, { b_h: null });
    const training = new Training(modelOf(text));
    runToEnd(training.take(3, never));
    const after = applied(text, editsOf(text, training.state));
    equal(after.includes("b_h"), false);
    match(after, /"t": 3, "V": \{ "W_h": \[\[.*\]\], "U_h": \[\[.*\]\] \}, "S": \{ "W_h"/);
  });

  it("leaves given gradients as they are", () => {
    const text = given();
    const training = new Training(modelOf(text));
    runToEnd(training.take(1, never));
    match(applied(text, editsOf(text, training.state)), /"gradients": \[\{ "W": \[\[3, 4\]\] \}\]/);
  });
});

describe("A state that cannot be written", () => {
  it("is refused as a whole, and the number is named", () => {
    const text = both('{ "type": "adam" }');
    equal(refused(text, 1, { parameters: { W: [1, 2, Number.NaN, 4] } }), "row 2, column 1 of W is NaN; a file holds finite numbers only");
    equal(
      refused(text, 1, { S: { b: [1, Number.POSITIVE_INFINITY] } }),
      "number 2 of b in S is Infinity; a file holds finite numbers only",
    );
    const ofStack = stack({ optimizer: '{ "type": "adam" }' });
    equal(
      refused(ofStack, 1, {}, { V: { W: [0, Number.NEGATIVE_INFINITY] } }),
      "row 1, column 2 of W in V of layer 2 is -Infinity; a file holds finite numbers only",
    );
  });

  it("is refused where t is past what a file can count", () => {
    match(refused(both('{ "type": "adam" }'), 2 ** 53), /^t is 9007199254740992;/);
  });

  it("throws where it is none of this file's, which is no person's mistake", () => {
    const text = both('{ "type": "adam" }');
    const write = (of: string, state: AdamState) => () => runToEnd(writeTraining(read(of), state, never));
    throws(write(rnn(), changed(text, 1)), /no model with an optimizer/);
    throws(write(text, changed(stack({ optimizer: '{ "type": "adam" }' }), 1)), /other layers/);
    throws(write(text, changed(text, 1, { parameters: { b: [1] } })), /1 numbers have 2 places/);
    throws(write(rnn({ optimizer: '{ "type": "adam" }' }), changed(text, 1)), /no parameter W/);
  });
});
