/** What Unroll aims at: how many times faster than a peer, by operation and size. */

/**
 * @typedef {object} Target
 * @property {string} what
 * @property {"forward" | "gradients" | "adam" | "epoch"} operation
 * @property {readonly string[]} peers of which the fastest counts
 * @property {readonly (number | null)[]} atLeast peer's time by Unroll's, one a size; null where nothing is asked
 * @property {number} moonshot what all sizes are to reach; the aim at single sizes may be higher
 */

const torch = ["torch-nn", "torch-loop"];

/** One a size, in the order of `sizes`. @type {readonly Target[]} */
export const targets = [
  {
    what: "forward + backward against PyTorch f64, 1 thread",
    operation: "gradients",
    peers: torch,
    atLeast: [7, 7, 7, 2.8, 2.8],
    moonshot: 4,
  },
  {
    what: "forward + backward against TensorFlow.js wasm",
    operation: "gradients",
    peers: ["tfjs-wasm"],
    atLeast: [75, 75, 75, 7, 7],
    moonshot: 15,
  },
  { what: "forward + backward against mathjs", operation: "gradients", peers: ["mathjs"], atLeast: [18, 18, 18, 18, 18], moonshot: 50 },
  {
    what: "forward + backward against plain JavaScript",
    operation: "gradients",
    peers: ["plain"],
    atLeast: [null, 3, 3, 3, 2.2],
    moonshot: 4,
  },
  { what: "forward against PyTorch f64, 1 thread", operation: "forward", peers: torch, atLeast: [1, 1, 1, 0.8, 1], moonshot: 1 },
  { what: "Adam step against PyTorch", operation: "adam", peers: torch, atLeast: [2, 2, 2, 2, 2], moonshot: 4 },
];
