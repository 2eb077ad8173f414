/** Numbers that are supposed in the page: how far keys and pixels move them, and how few requests come of it. */
import assert from "node:assert/strict";
import type { HostRequests, PanelState } from "../../../src/protocol/panel.js";
import { WhatIfState } from "../../../src/webview/whatIf/state.js";
import { Drag, numberTyped, stepExponent, stepped, valueForKey } from "../../../src/webview/whatIf/steps.js";
import { keyOf, parameterOf } from "../../../src/webview/whatIf/view.js";

describe("a step", () => {
  it("is the last digit written, at most the second that counts, and at least tenths", () => {
    const steps = [0.5, 0.25, -0.1, 1, 0, -2, 12.5, 0.123456, 1e-5, 1.25e-5, 1500, 2e9, 0.10000000000000001].map(stepExponent);
    assert.deepEqual(steps, [-1, -2, -1, -1, -1, -1, -1, -2, -5, -6, 1, 7, -1]);
  });

  it("adds no noise of binary fractions, and keeps the digits there were", () => {
    assert.equal(stepped(0.1, 2, -1), 0.3);
    assert.equal(stepped(0.7, -7, -1), 0);
    assert.equal(stepped(0.123456, 1, -2), 0.133456);
    assert.equal(stepped(1e-5, 1, -5), 2e-5);
    assert.equal(stepped(1500, -3, 1), 1470);
  });

  it("is what an arrow moves by, ten of them what a page moves by, a tenth with Shift", () => {
    const key = (name: string, shiftKey = false) => valueForKey({ key: name, shiftKey }, 2.5, 0.5);
    assert.deepEqual(
      ["ArrowUp", "ArrowDown", "PageUp", "PageDown"].map((name) => key(name)),
      [2.6, 2.4, 3.5, 1.5],
    );
    assert.equal(key("ArrowUp", true), 2.51);
    assert.equal(key("Home"), null);
  });
});

describe("a drag", () => {
  it("moves a tenth of a step a pixel, a hundredth with Shift, and none of it is lost on the way", () => {
    const drag = new Drag(100, 0.5, 0.5);
    assert.equal(drag.to(125, false), 0.75);
    assert.equal(drag.to(135, true), 0.76);
    assert.equal(drag.to(125, true), 0.75);
    assert.equal(drag.to(50, false), 0);
    assert.equal(drag.to(125, false), 0.75);
    assert.equal(drag.to(100, false), 0.5);
  });

  it("goes on from what is supposed, by the digits of the file", () => {
    assert.equal(new Drag(0, 1.234, 2).to(10, false), 1.334);
  });
});

describe("a number that is typed", () => {
  it("may have either minus sign, and an exponent", () => {
    assert.deepEqual(["−0.5", "-0.5", " 1e-3 ", "7"].map(numberTyped), [-0.5, -0.5, 0.001, 7]);
    assert.deepEqual(["", "-", "x", "1e999", "1,5", " "].map(numberTyped), [null, null, null, null, null, null]);
  });
});

describe("a number of the file", () => {
  it("is the same with its last indices of 0 left out", () => {
    assert.equal(keyOf(["parameters", "U_h", 0, 0]), keyOf(["parameters", "U_h"]));
    assert.notEqual(keyOf(["parameters", "U_h", 0, 1]), keyOf(["parameters", "U_h", 1]));
  });

  it("is a parameter's in the simple form and in a stack", () => {
    assert.deepEqual(parameterOf(["parameters", "W_f", 0, 1]), { name: "W_f", indices: [1, 2] });
    assert.deepEqual(parameterOf(["layers", 1, "parameters", "b", 3]), { name: "b", indices: [4] });
    for (const path of [["inputs", 0, 1], ["targets", 0], ["parameters"], ["layers", 0, "initial", "h", 0]])
      assert.equal(parameterOf(path), null);
  });
});

/** A host that answers when it is told to. */
class SlowHost {
  readonly asked: HostRequests["suppose"] extends (query: infer Q) => unknown ? Q[] : never = [];
  readonly told: string[] = [];
  underWay = 0;
  most = 0;
  isSettled = true;
  readonly #answers: (() => void)[] = [];
  readonly connection = {
    ask: (_method: string, query: never) => {
      this.asked.push(query);
      this.most = Math.max(this.most, ++this.underWay);
      return new Promise((resolve) => {
        this.#answers.push(() => {
          this.underWay--;
          resolve({ outcome: "ok", value: true });
        });
      });
    },
    tell: (name: string) => void this.told.push(name),
  };
  readonly state = new WhatIfState(
    this.connection as never,
    () => this.isSettled,
    () => {
      this.#isDue = true;
    },
  );
  #isDue = false;

  /** The page draws, where there is anything to draw. */
  frame(): void {
    if (this.#isDue) this.state.pump();
    this.#isDue = false;
  }

  /** Answers what was asked first. */
  async answer(): Promise<void> {
    (this.#answers.shift() ?? assert.fail("nothing was asked"))();
    await new Promise((resolve) => setImmediate(resolve));
    this.frame();
  }
}

const number = (name: string, was = 1) => ({ path: ["parameters", name, 0, 0], was, value: was });

describe("supposing", () => {
  it("has four requests under way at the most however far the pointer moves, one a frame, and the last value wins", async () => {
    const host = new SlowHost();
    for (let k = 1; k <= 100; k++) {
      // Between two frames the pointer may move more than once.
      host.state.suppose(number("W_f"), k - 0.5);
      host.state.suppose(number("W_f"), k);
      assert.equal(host.state.adjusted(number("W_f").path)?.value, k, "shown at once");
      host.frame();
      if (k % 20 === 0) await host.answer();
    }
    while (host.underWay > 0) {
      await host.answer();
      assert.equal(host.state.adjusted(number("W_f").path)?.value, host.underWay > 0 ? 100 : undefined, "until the last has come");
    }
    assert.deepEqual(
      host.asked.map(({ changes }) => changes[0].value),
      [0.5, 1, 2, 3, 20, 40, 60, 80, 100],
    );
    assert.equal(host.most, 4);
  });

  it("has no more under way where some is discarded before the host has answered", async () => {
    const host = new SlowHost();
    const move = (value: number) => {
      host.state.suppose(number("W_f"), value);
      host.frame();
    };
    for (const value of [1, 2, 3, 4]) move(value);
    host.state.discard();
    for (const value of [5, 6]) move(value);
    assert.deepEqual([host.most, host.underWay], [4, 4]);
    assert.equal(host.state.adjusted(number("W_f").path)?.value, 6, "what came after it counts");
    for (let k = 0; k < 4; k++) await host.answer();
    host.frame();
    assert.equal(host.asked.at(-1)?.changes[0].value, 6);
  });

  it("waits until what came of the last is drawn", async () => {
    const host = new SlowHost();
    host.isSettled = false;
    host.state.suppose(number("W_f"), 2);
    assert.equal(host.asked.length, 0);
    host.isSettled = true;
    host.state.pump();
    assert.equal(host.asked.length, 1);
  });

  it("loses no number for another", async () => {
    const host = new SlowHost();
    host.state.suppose(number("W_f"), 2);
    host.state.suppose(number("U_f"), 3);
    host.state.suppose(number("b_f"), null);
    host.state.suppose(number("U_f"), 4);
    await host.answer();
    assert.deepEqual(
      host.asked[1].changes.map(({ path, value }) => [path[1], value]),
      [
        ["U_f", 4],
        ["b_f", null],
      ],
    );
  });

  it("is applied once all of it has arrived, and once", async () => {
    const host = new SlowHost();
    host.state.suppose(number("W_f"), 2);
    host.state.suppose(number("W_f"), 3);
    host.state.apply();
    assert.deepEqual(host.told, []);
    await host.answer();
    assert.deepEqual(host.told, []);
    await host.answer();
    assert.deepEqual(host.told, ["applyWhatIf"]);
    host.state.apply();
    assert.deepEqual(host.told, ["applyWhatIf", "applyWhatIf"]);
  });

  it("is not applied any more once it is discarded, and shown no more", async () => {
    const host = new SlowHost();
    host.state.suppose(number("W_f"), 2);
    host.state.apply();
    host.state.discard();
    assert.equal(host.state.adjusted(number("W_f").path), null);
    await host.answer();
    assert.deepEqual(host.told, ["discardWhatIf"]);
  });

  it("shows what the host has where nothing else was asked for, and nothing after it is taken back", async () => {
    const host = new SlowHost();
    const { path } = number("W_f");
    const supposition = { path, layer: 1, parameter: "W_f", label: "W_f[1,1]", was: "1", value: "2.5" };
    host.state.take({ whatIf: { isStack: false, suppositions: [supposition], lossWas: null, dropped: [] } } as unknown as PanelState);
    assert.deepEqual(host.state.adjusted(path), { path, was: 1, value: 2.5 });
    host.state.suppose(number("W_f"), null);
    assert.equal(host.state.adjusted(path), null);
    assert.equal(host.state.adjusted(["parameters", "U_f", 0, 0]), null);
  });

  it("keeps the numbers of a place in their order, and one that is supposed though it is no longer among them", () => {
    const host = new SlowHost();
    const [a, b, c] = ["a", "b", "c"].map((name) => number(name));
    const of = (...numbers: (typeof a)[]) => new Map(numbers.map((each) => [keyOf(each.path), each]));
    const names = (place: string, ...numbers: (typeof a)[]) => host.state.held(place, of(...numbers)).map(({ path }) => path[1]);
    assert.deepEqual(names("f", a, b), ["a", "b"]);
    assert.deepEqual(names("f", b, a), ["a", "b"]);
    host.state.suppose(a, 0.001);
    assert.deepEqual(names("f", b, c), ["a", "b", "c"]);
    assert.deepEqual(names("f", c), ["a", "c"]);
    assert.deepEqual(names("i", b), ["b"]);
  });

  it("forgets on discarding what has not been sent", async () => {
    const host = new SlowHost();
    host.state.suppose(number("W_f"), 2);
    host.state.suppose(number("W_f"), 3);
    host.state.discard();
    await host.answer();
    assert.equal(host.asked.length, 1);
    assert.deepEqual(host.told, ["discardWhatIf"]);
  });
});
