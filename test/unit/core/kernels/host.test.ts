/** The kernels in their host: slices, memory, and hosts that cannot run them. */
import assert from "node:assert/strict";
import { backward } from "../../../../src/core/backward.js";
import { forward, forwardLayer } from "../../../../src/core/forward.js";
import { backwardAtOnce, forwardAtOnce, forwardByKernels } from "../../../../src/core/kernels/choose.js";
import { Pace } from "../../../../src/core/pace.js";
import { never, runToEnd, type Sliced } from "../../../../src/core/slices.js";
import { outputOf } from "../../../../src/core/trace.js";
import { assertSameBits, randomModel } from "./randomLstm.js";

const always = () => true;

/** Runs sliced work to its end; how often it gave the thread back. */
function countYields<T>(work: Sliced<T>): { readonly yields: number; readonly result: T } {
  let yields = 0;
  let step = work.next();
  for (; !step.done; step = work.next()) yields++;
  return { yields, result: step.value };
}

type Host = { WebAssembly?: unknown };

/** Runs `action` in a host with another WebAssembly, while a pass holds the instance that waits for reuse. */
function withWebAssembly<T>(api: unknown, action: () => T): T {
  const host = globalThis as Host;
  const own = host.WebAssembly;
  const holding = forward(randomModel(4, 200, 8, 1), always);
  holding.next();
  host.WebAssembly = api;
  try {
    return action();
  } finally {
    host.WebAssembly = own;
    holding.return(undefined as never);
  }
}

const real = WebAssembly;

/** A WebAssembly whose memories end at `limit` bytes; `greatest` tells how large one became. */
function smallMemory(limit: number) {
  const seen = { greatest: 0 };
  class Instance {
    readonly exports: object;
    constructor(module: WebAssembly.Module) {
      const { memory, ...kernels } = new real.Instance(module).exports as Record<string, never> & { memory: WebAssembly.Memory };
      this.exports = { ...kernels, memory: limited(memory) };
    }
  }
  const limited = (memory: WebAssembly.Memory) => ({
    get buffer() {
      return memory.buffer;
    },
    grow(pages: number) {
      const bytes = memory.buffer.byteLength + pages * 65536;
      if (bytes > limit) throw new RangeError("no more memory");
      seen.greatest = bytes;
      return memory.grow(pages);
    },
  });
  return { api: { Module: real.Module, Instance }, seen };
}

describe("core: the kernels in their host", () => {
  it("give the thread back many times in a long pass, and the same numbers then", () => {
    const model = randomModel(16, 96, 300, 2);
    const whole = runToEnd(forward(model, never));
    const sliced = countYields(forward(model, always));
    assert.ok(sliced.yields > 15, `${sliced.yields}`);
    assertSameBits(sliced.result.layers[0].quantities, whole.layers[0].quantities);
    const gradients = countYields(backward(whole, always));
    assert.ok(gradients.yields > 30, `${gradients.yields}`);
    assertSameBits(gradients.result.layers[0].parameters, runToEnd(backward(whole, never)).layers[0].parameters);
  });

  it("give it back inside one step of a wide layer too", () => {
    const { yields } = countYields(forward(randomModel(8, 600, 1, 2), always));
    assert.ok(yields > 4, `${yields}`);
  });

  it("give it back between layers that are each taken at one go", () => {
    const one = randomModel(16, 16, 100, 2);
    const { yields, result } = countYields(forward({ ...one, layers: Array.from({ length: 12 }, () => one.layers[0]) }, always));
    assert.ok(yields > 3, `${yields}`);
    assert.equal(result.layers.length, 12);
    assert.ok(countYields(backward(result, always)).yields > 3);
  });

  it("tell progress that rises to all time steps", () => {
    const work = forward(randomModel(16, 96, 300, 2), always);
    let last = 0;
    for (let step = work.next(); !step.done; step = work.next()) {
      assert.ok(step.value.done >= last && step.value.done <= step.value.total);
      last = step.value.done;
    }
    assert.equal(last, 300);
  });

  it("keep passes apart that take turns", () => {
    const models = [randomModel(5, 80, 60, 1), randomModel(5, 80, 60, 2)];
    const works = models.map((model) => forward(model, always));
    const results = works.map((work) => work.next());
    while (results.some(({ done }) => !done)) for (const [k, work] of works.entries()) if (!results[k].done) results[k] = work.next();
    for (const [k, model] of models.entries()) {
      const { value } = results[k];
      assert.ok("layers" in value);
      assertSameBits(value.layers[0].quantities, runToEnd(forward(model, never)).layers[0].quantities);
    }
  });

  it("are not disturbed by passes that were given up, with or without saying so", () => {
    const model = randomModel(5, 80, 60, 3);
    const expected = runToEnd(forward(model, never));
    for (const isClosed of [true, false]) {
      const abandoned = forward(randomModel(5, 120, 60, 4), always);
      abandoned.next();
      if (isClosed) abandoned.return(undefined as never);
      assertSameBits(runToEnd(forward(model, never)).layers[0].quantities, expected.layers[0].quantities);
    }
  });

  it("leave the trace its own buffers: a later, larger pass changes and detaches nothing", () => {
    const trace = runToEnd(forward(randomModel(5, 7, 9, 5), never));
    const before = outputOf(trace.layers[0]).slice();
    runToEnd(forward(randomModel(50, 300, 9, 6), never));
    assert.deepEqual(outputOf(trace.layers[0]), before);
  });

  it("need no more memory for a sequence of 40,000 steps than for one of 4,000", () => {
    const greatest = [4000, 40000].map((T) => {
      const { api, seen } = smallMemory(Number.POSITIVE_INFINITY);
      withWebAssembly(api, () => runToEnd(backward(runToEnd(forward(randomModel(2, 4, T, 7), never)), never)));
      return seen.greatest;
    });
    assert.ok(greatest[0] > 0 && greatest[0] < 2 ** 22);
    assert.equal(greatest[1], greatest[0]);
  });

  const model = randomModel(3, 60, 6, 8);
  const hosts = {
    "has no WebAssembly": undefined,
    "forbids it": {
      Module: class {
        constructor() {
          throw new Error("blocked by the page's policy");
        }
      },
      Instance: class {
        constructor() {
          throw new Error("blocked by the page's policy");
        }
      },
    },
    "has too little memory": smallMemory(65536).api,
  };
  for (const [name, api] of Object.entries(hosts)) {
    it(`a host that ${name} gets the same numbers from the reference`, () => {
      const expected = runToEnd(forward(model, never));
      const gradients = runToEnd(backward(expected, never));
      withWebAssembly(api, () => {
        const { layers, inputs, T } = model;
        assert.equal(runToEnd(forwardByKernels(layers[0], inputs, T, new Pace(never, 1))), null);
        assert.equal(forwardAtOnce(layers[0], inputs, T, new Pace(never, 1)), null);
        assert.equal(backwardAtOnce(expected.layers[0], T, new Float64Array(T * layers[0].H), new Pace(never, 1)), null);
        const actual = runToEnd(forward(model, never));
        assertSameBits(actual.layers[0].quantities, expected.layers[0].quantities);
        assertSameBits(runToEnd(backward(actual, never)).layers[0].parameters, gradients.layers[0].parameters);
        assertSameBits(actual.layers[0].quantities, runToEnd(forwardLayer(layers[0], inputs, T, new Pace(never, 1))).quantities);
      });
    });
  }
});
