/** onnxruntime-node, 32-bit floats, forward only and without its gates: ONNX's LSTM node in a model encoded here by hand. */
import ort from "onnxruntime-node";
import { reordered } from "../problem.mjs";

/** A number as protobuf's varint. @param {number} value @returns {Buffer} */
const varint = (value) =>
  value < 128 ? Buffer.of(value) : Buffer.concat([Buffer.of((value & 127) | 128), varint(Math.floor(value / 128))]);
/** @param {number} field @param {number} value */
const integer = (field, value) => Buffer.concat([varint(field << 3), varint(value)]);
/** @param {number} field @param {...(Buffer | string)} parts */
const nested = (field, ...parts) => {
  const content = Buffer.concat(parts.map((part) => Buffer.from(part)));
  return Buffer.concat([varint((field << 3) | 2), varint(content.length), content]);
};
/** @param {number} field @param {string} name @param {readonly number[]} shape */
const value = (field, name, shape) => {
  const dimensions = shape.map((size) => nested(1, integer(1, size)));
  return nested(field, nested(1, name), nested(2, nested(1, integer(1, 1), nested(2, ...dimensions))));
};
/** @param {string} name @param {readonly number[]} shape @param {Float64Array} values */
const tensor = (name, shape, values) =>
  nested(
    5,
    ...shape.map((size) => integer(1, size)),
    integer(2, 1),
    nested(8, name),
    nested(9, Buffer.from(Float32Array.from(values).buffer)),
  );

/** The model: one LSTM node, whose gates stand in the order i, o, f, c. @param {import("../problem.mjs").Problem} problem */
function modelOf({ D, H, T, W, U, b }) {
  const order = [1, 3, 0, 2];
  const bias = new Float64Array(8 * H);
  bias.set(reordered(b, order));
  const size = nested(5, nested(1, "hidden_size"), integer(3, H), integer(20, 2));
  const names = ["X", "W", "R", "B"].map((name) => nested(1, name));
  const node = nested(1, ...names, nested(2, "Y"), nested(4, "LSTM"), size);
  const weights = [
    tensor("W", [1, 4 * H, D], reordered(W, order)),
    tensor("R", [1, 4 * H, H], reordered(U, order)),
    tensor("B", [1, 8 * H], bias),
  ];
  const graph = nested(7, node, nested(2, "lstm"), ...weights, value(11, "X", [T, 1, D]), value(12, "Y", [T, 1, 1, H]));
  return Buffer.concat([integer(1, 8), graph, nested(8, nested(1, ""), integer(2, 14))]);
}

/** @param {import("../problem.mjs").Problem} problem @returns {Promise<import("../problem.mjs").Contestant>} */
export async function create(problem) {
  const session = await ort.InferenceSession.create(new Uint8Array(modelOf(problem)), { intraOpNumThreads: 1, interOpNumThreads: 1 });
  const X = new ort.Tensor("float32", Float32Array.from(problem.X), [problem.T, 1, problem.D]);
  const run = () => session.run({ X });
  return { forward: run, values: async () => ({ h: /** @type {Float32Array} */ ((await run()).Y.data) }) };
}
