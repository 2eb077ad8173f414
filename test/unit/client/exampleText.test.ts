/** What an example says of itself. */
import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { describeExample, exampleNamed } from "../../../src/client/exampleText.js";

describe("client/exampleText", () => {
  it("is the first comment, wherever it stands", () => {
    assert.equal(describeExample('// Two units.\n{ "cell": "lstm" } // more'), "Two units.");
    assert.equal(describeExample('{\r\n  "cell": "rnn", //  one unit \r\n}'), "one unit");
    assert.equal(describeExample("{}"), "");
  });

  it("is cut where it would not fit on a line", () => {
    const description = describeExample(`// ${"word ".repeat(100)}`);
    assert.ok(description.length <= 160 && description.endsWith("word…"), description);
  });

  it("is there in every example that comes with the extension", () => {
    for (const name of readdirSync("media/examples")) {
      assert.ok(describeExample(readFileSync(`media/examples/${name}`, "utf8")).length > 10, name);
    }
  });

  it("is found by the name, with or without its ending", () => {
    const examples = [{ label: "gru" }, { label: "worked-example" }];
    assert.equal(exampleNamed(examples, "gru"), examples[0]);
    assert.equal(exampleNamed(examples, "worked-example.lstm.json"), examples[1]);
    assert.equal(exampleNamed(examples, "lstm"), undefined);
  });
});
