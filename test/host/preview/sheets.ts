/** The sheets of answers that the preview opens, written under the files of `problems.ts`. */
import { made, optimizerOnly, withAdam, workedExample } from "./problems.js";

/** A text with this under `expect`. */
export function expecting(text: string, expect: unknown): string {
  const end = text.trimEnd().lastIndexOf("}");
  return `${text.slice(0, end).trimEnd()},\n  "expect": ${typeof expect === "string" ? expect : JSON.stringify(expect)}\n}\n`;
}

const right = `{
    "f": [[0.7685], [0.2330]], "i": [[0.2497], [0.4588]], "c_tilde": [[0.9051], [-0.5875]],
    "c": [[0.2261], [-0.2169]], "o": [[0.9781], [0.8892]], "h": [[0.2174], [-0.1899]],
    "loss_t": [0.0799, 0.98], "loss": 0.53
  }`;

export const cleanSheet = expecting(workedExample, right);

/** f_2 without its bias, what follows from it, and a last digit cut off. */
export const slippedSheet = expecting(
  workedExample,
  right
    .replace("0.2330", "0.1992")
    .replace("-0.2169", "-0.2245")
    .replace("-0.1899", "-0.1964")
    .replace("0.0799", "0.0798")
    .replace("0.98]", "0.99]")
    .replace("0.53", "0.54"),
);

export const publishedSheet = expecting(workedExample, right.replace("0.0799", "0.0798"));

/** A wrong answer beside blanks. */
export const exerciseSheet = expecting(
  workedExample,
  '{ "exercise": true, "f": [[0.7311], [null]], "c": [[0.2261], [null]], "h": [[null], [null]], "loss": null }',
);

/** Everything the three other tabs show is to be found. */
export const hiddenSheet = expecting(
  withAdam(workedExample),
  `{ "exercise": true, "f": null, "i": null, "c_tilde": null, "c": null, "o": null, "h": null, "dh": null, "dc": null, "loss_t": null, "loss": null,
     "gradients": null, "V": null, "S": null, "V_corr": null, "S_corr": null, "parameters": null }`,
);

/** Blanks among many units. */
export const heatSheet = expecting(
  made({ cell: "lstm", D: 4, H: 16, T: 20, K: 0, targetEvery: 5, seed: 23 }),
  JSON.stringify({
    exercise: true,
    f: Array.from({ length: 20 }, (_, k) => Array.from({ length: 16 }, () => (k === 9 ? null : 0.5))),
    h: null,
  }),
);

/** What the file computes nothing to. */
export const uncheckedSheet = expecting(
  workedExample.replace('"targets": [[0.5], [0.8]],\n', ""),
  '{ "f": [[0.7685], [0.2330]], "loss": 0.53 }',
);

export const stackSheet = expecting(made({ cell: "lstm", D: 2, H: 2, T: 2, K: 1, targetEvery: 1, seed: 4 }), [
  {
    f: [
      [0.9, 0.5],
      [0.91, 0.49],
    ],
    h: [
      [0.1, 0.2],
      [0.1, 0.2],
    ],
  },
  { yhat: [[0.1], [0.2]], loss: 0.5 },
]);

export const adamSheet = expecting(
  optimizerOnly,
  '{ "V": [{ "W": [[-0.165, 0.245, -0.059], [-0.196, -0.032, 0.209]] }], "S": [{ "W": [[0.010553, 0.070353, 0.109986], [0.140984, 0.169932, 0.020528]] }], "parameters": [{ "W": [[-0.1822, 0.3001, 0.6700], [0.5032, -0.8581, -0.9502]] }] }',
);

export const trainedSheet = expecting(withAdam(workedExample), right.replace("0.2330", "0.1992"));

/** Thousands of answers, a few of them wrong. */
export function longSheet(T: number): string {
  const inputs = Array.from({ length: T }, (_, k) => [((k * 7) % 5) - 2]);
  const text = JSON.stringify({ cell: "rnn", activation: "tanh", parameters: { W_h: [[0.5]], U_h: [[0]], b_h: [0.1] }, inputs });
  const h = inputs.map(([x], k) => [Number((k % 1000 === 700 ? Math.tanh(0.5 * x) + 0.2 : Math.tanh(0.5 * x + 0.1)).toFixed(4))]);
  return expecting(text, { tolerance: 0.0001, h });
}
