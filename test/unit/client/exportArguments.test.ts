/** What a script gives the export commands. */
import assert from "node:assert/strict";
import { exportArgumentsIn, stemOf } from "../../../src/client/exportArguments.js";

describe("client/exportArguments", () => {
  const uri = { scheme: "file", path: "/a/b.lstm.json" };

  it("finds format, target and updates in whatever order the arguments come", () => {
    const target = { scheme: "file", path: "/a/out.md" };
    assert.deepEqual(exportArgumentsIn([uri, { format: "md", target, updates: 2 }]), { format: "md", target, updates: 2 });
    assert.deepEqual(exportArgumentsIn([{ updates: 1 }, uri]), { format: null, target: null, updates: 1 });
  });

  it("asks for nothing where a menu gives its own", () => {
    const nothing = { format: null, target: null, updates: null };
    assert.deepEqual(exportArgumentsIn([]), nothing);
    assert.deepEqual(exportArgumentsIn([uri, { groupId: 1, editorIndex: 0 }]), nothing);
    assert.deepEqual(exportArgumentsIn([null, 3, "md"]), nothing);
  });

  it("takes nothing for a target that is no uri", () => {
    assert.equal(exportArgumentsIn([{ format: "md", target: "/a/out.md" }]).target, null);
  });

  it("names what is made of a file after it", () => {
    assert.deepEqual(["a.lstm.json", "A.B.LSTM.JSON", "b.json", "Untitled-1", ".lstm.json"].map(stemOf), [
      "a",
      "A.B",
      "b",
      "Untitled-1",
      ".lstm.json",
    ]);
  });
});
