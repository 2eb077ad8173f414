/** New members that writing a training's state puts into the text: where, and how they are laid out. */
import { deepEqual, equal, match, ok } from "node:assert/strict";
import { both, modelOf, written } from "./edited.js";
import { stack } from "./support.js";

/** The part of a text from `"optimizer": ` to the end of its last line but one. */
const optimizerOf = (text: string) => /"optimizer": ([\s\S]*)\n\}$/.exec(text)?.[1];

describe("What the optimizer does not have yet", () => {
  const V = { W: [1, 0, 0, 2], b: [0, 3] };
  const S = { W: [4, 0, 0, 5], b: [0, 0] };
  const optimizer = (typed: string, t = 1) => optimizerOf(written(both(typed), t, { V, S }));

  it("goes on the line of an object that has one", () => {
    equal(
      optimizer('{ "type": "adam", "alpha": 0.1 }'),
      '{ "type": "adam", "alpha": 0.1, "t": 1, "V": { "W": [[1, 0], [0, 2]], "b": [0, 3] }, "S": { "W": [[4, 0], [0, 5]] } }',
    );
  });

  it("goes before a trailing comma on the same line", () => {
    equal(
      optimizer('{"type": "adam", "S": {"W": [[4, 0], [0, 5]]}, "V": {"b": [0, 3], "W": [[1, 0], [0, 2]]},}'),
      '{"type": "adam", "t": 1, "S": {"W": [[4, 0], [0, 5]]}, "V": {"b": [0, 3], "W": [[1, 0], [0, 2]]},}',
    );
  });

  it("goes on lines of its own, one step further in, where its neighbour has one; comments stay with theirs", () => {
    equal(
      optimizer('{\n    "type": "adam", // the only one\n    "alpha": 0.1 /* large */ // really\n  }'),
      `{
    "type": "adam", // the only one
    "alpha": 0.1, /* large */ // really
    "t": 1,
    "V": {
      "W": [[1, 0], [0, 2]],
      "b": [0, 3]
    },
    "S": {
      "W": [[4, 0], [0, 5]]
    }
  }`,
    );
  });

  it("goes as far further in as the file does it", () => {
    for (const unit of ["    ", "\t", "   "]) {
      const text = both(`{\n${unit}${unit}"type": "adam"\n${unit}}`).replace(/^ {2}(?=")/gm, unit);
      const after = written(text, 1, { V });
      ok(after.includes(`\n${unit}${unit}"V": {\n${unit}${unit}${unit}"W": [[1, 0], [0, 2]],\n`), after);
      ok(after.endsWith(`\n${unit}${unit}}\n${unit}}\n}`), after);
    }
  });

  it("keeps a trailing comma, the file's tabs and its CRLF", () => {
    equal(
      optimizer('{\r\n\t\t"type": "adam", // one\r\n\t\t// the end\r\n\t}'),
      '{\r\n\t\t"type": "adam", // one\r\n\t\t"t": 1,\r\n\t\t"V": {\r\n\t\t\t"W": [[1, 0], [0, 2]],\r\n\t\t\t"b": [0, 3]\r\n\t\t},\r\n\t\t"S": {\r\n\t\t\t"W": [[4, 0], [0, 5]]\r\n\t\t},\r\n\t\t// the end\r\n\t}',
    );
  });

  it("goes between commas that stand first on their lines", () => {
    const after = optimizer('{ "type": "adam"\n  , "alpha": 0.1\n  , "V": { "b": [0, 3] } }');
    equal(
      after,
      '{ "type": "adam"\n  , "alpha": 0.1, "t": 1\n  , "V": { "b": [0, 3], "W": [[1, 0], [0, 2]] }, "S": { "W": [[4, 0], [0, 5]] } }',
    );
  });

  it("goes before a comment over several lines, which is about what follows", () => {
    equal(
      optimizer('{\n  "type": "adam",\n  "t": 1, /* the\n  moments */ "V": {}, "S": { "W": [[4, 0], [0, 5]] }\n}', 1),
      '{\n  "type": "adam",\n  "t": 1, /* the\n  moments */ "V": { "W": [[1, 0], [0, 2]], "b": [0, 3] }, "S": { "W": [[4, 0], [0, 5]] }\n}',
    );
    equal(
      optimizer('{\n  "type": "adam" /* no\n  more */, "V": {\n  }\n}', 0),
      '{\n  "type": "adam" /* no\n  more */, "V": { "W": [[1, 0], [0, 2]], "b": [0, 3]\n  }, "S": { "W": [[4, 0], [0, 5]] }\n}',
    );
  });

  it("has its entries among those there, in the order of the parameters, each shaped as its parameter", () => {
    equal(
      optimizer('{ "type": "adam", "t": 0, "V": { "b": [1, 1] }, "S": { /* none */ } }'),
      '{ "type": "adam", "t": 1, "V": { "b": [0, 3], "W": [[1, 0], [0, 2]] }, "S": { "W": [[4, 0], [0, 5]] /* none */ } }',
    );
    equal(
      optimizer('{\n "type": "adam",\n "t": 1,\n "V": {\n  "W": [[0, 0], [0, 0]], // of W\n },\n "S": {}\n}'),
      '{\n "type": "adam",\n "t": 1,\n "V": {\n  "W": [[1, 0], [0, 2]], // of W\n  "b": [0, 3],\n },\n "S": { "W": [[4, 0], [0, 5]] }\n}',
    );
  });

  it("has a row a line where the parameter has", () => {
    const text = both('{\n    "type": "adam"\n  }').replace("], [3", "],\n        [3");
    match(written(text, 0, { V }), /"V": \{\n {6}"W": \[\n {8}\[1, 0\],\n {8}\[0, 2\]\n {6}\],\n {6}"b": \[0, 3\]\n {4}\}\n {2}\}/);
  });

  it("stays left out where that says the same: t = 0, moments of 0", () => {
    equal(optimizer('{ "type": "adam" }', 0)?.includes('"t"'), false);
    equal(optimizer('{ "type": "adam" }')?.includes('"b": [0, 0]'), false);
    const text = both('{ "type": "adam", "V": { "W": [[1, 2], [3, 4]] } }');
    equal(optimizerOf(written(text, 0, { V: { W: [0, 0, 0, 0] } })), '{ "type": "adam", "V": { "W": [[0, 0], [0, 0]] } }');
  });

  it("keeps the names' quotes as typed beside the parameters", () => {
    const text =
      '{ "parameters": { "w\\u00e9": 1, "__proto__": 2 }, "gradients": [{ "wé": 0, "__proto__": 0 }], "optimizer": { "type": "adam" } }';
    const after = written(text, 0, { V: { wé: [1], ["__proto__"]: [2] } });
    match(after, /"V": \{ "w\\u00e9": 1, "__proto__": 2 \}/);
    deepEqual([...(modelOf(after).optimizer?.V[0].keys() ?? [])], ["wé", "__proto__"]);
  });
});

describe("The moments of a stack", () => {
  const U_h = [1, 0, 0, 1];

  it("are a list with an object a layer, null where all are 0", () => {
    const text = stack({ optimizer: '{ "type": "adam" }' });
    match(
      written(text, 2, { V: { U_h } }, { S: { W: [1, 2] } }),
      /"t": 2, "V": \[\{ "U_h": \[\[1, 0\], \[0, 1\]\] \}, null\], "S": \[null, \{ "W": \[\[1, 2\]\] \}\] \} \}$/,
    );
    const spread = stack({ optimizer: '{\n  "type": "adam"\n}' });
    match(written(spread, 0, {}, { S: { W: [1, 2] } }), /"S": \[\n {4}null,\n {4}\{\n {6}"W": \[\[1, 2\]\]\n {4}\}\n {2}\]\n\} \}$/);
  });

  it("take the place of null where there are any", () => {
    const text = stack({ optimizer: '{ "type": "adam", "V": [null, null], "S": [null, { "W": [[1, 1]] }] }' });
    match(
      written(text, 0, { V: { U_h } }, { S: { W: [1, 2] } }),
      /"V": \[\{ "U_h": \[\[1, 0\], \[0, 1\]\] \}, null\], "S": \[null, \{ "W": \[\[1, 2\]\] \}\] \} \}$/,
    );
    const spread = stack({ optimizer: '{ "type": "adam", "V": [\n  null,\n  null ] }' });
    match(written(spread, 0, { V: { U_h } }), /"V": \[\n {2}\{\n {4}"U_h": \[\[1, 0\], \[0, 1\]\]\n {2}\},\n {2}null \] \} \}$/);
  });

  it("go with their own layer, and so do the parameters", () => {
    const text = stack({ optimizer: '{ "type": "adam" }' });
    const after = written(text, 0, { parameters: { U_h } }, { parameters: { W: [7, 8] } });
    match(after, /"W": \[\[7, 8\]\]/);
    deepEqual([...(modelOf(after).layers[0].parameters.get("W_h")?.values ?? [])], [1, 2]);
  });
});
