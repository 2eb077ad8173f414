/** Texts for tests, and what is read from them. */
import { never, runToEnd } from "../../../src/core/slices.js";
import { type LstmDocument, readDocument } from "../../../src/document/document.js";
import type { JsonNode } from "../../../src/document/json/node.js";

export function read(text: string): LstmDocument {
  return runToEnd(readDocument(text, never));
}

/** What `JSON.parse` would give for the node. */
export function plain(node: JsonNode | null): unknown {
  switch (node?.kind) {
    case "object": {
      const object: Record<string, unknown> = {};
      for (const [name, { value }] of node.members) {
        Object.defineProperty(object, name, { value: plain(value), enumerable: true, configurable: true, writable: true });
      }
      return object;
    }
    case "list":
    case "numbers":
      return Array.from({ length: node.count }, (_, index) => plain(node.item(index)));
    case "string":
    case "number":
    case "boolean":
      return node.value;
    default:
      return null;
  }
}

/** Members by name as JSON text; null leaves one out. */
export type Members = Readonly<Record<string, string | null>>;

/** One unit with two inputs over two steps; every member and parameter can be replaced. */
export function lstm(members: Members = {}, parameters: Members = {}): string {
  const weights = {
    ...{ W_f: "[[1, 2]]", U_f: "[[0.5]]", b_f: "[0.2]", W_i: "[[-1, 0]]", U_i: "[[2]]", b_i: "[-0.1]" },
    ...{ W_c: "[[1, 2]]", U_c: "[[1.5]]", b_c: "[0.5]", W_o: "[[3, 0]]", U_o: "[[-1]]", b_o: "[0.8]" },
    ...parameters,
  };
  return object({ cell: '"lstm"', parameters: object(weights), inputs: "[[1, 0], [0.5, -1]]", ...members });
}

/** Two units with one input over two steps. */
export function rnn(members: Members = {}, parameters: Members = {}): string {
  const weights = { W_h: "[[1], [2]]", U_h: "[[1, 0], [0, 1]]", b_h: "[0, 0]", ...parameters };
  return object({ cell: '"rnn"', parameters: object(weights), inputs: "[[1], [2]]", ...members });
}

/** Two outputs of two inputs, at one step. */
export function dense(members: Members = {}): string {
  return object({ cell: '"dense"', parameters: '{ "W": [[1, 2], [3, 4]], "b": [0, 0] }', inputs: "[[1, 2]]", ...members });
}

/** One unit with one input, at one step. */
export function gru(members: Members = {}, parameters: Members = {}): string {
  const weights = { W_r: "1", U_r: "1", W_z: "1", U_z: "1", W_n: "1", U_n: "1", ...parameters };
  return object({ cell: '"gru"', parameters: object(weights), inputs: "[1]", ...members });
}

/** An rnn of two units below another layer, over two steps. */
export function stack(members: Members = {}, top = '{ "cell": "dense", "parameters": { "W": [[1, 2]], "b": [0] } }'): string {
  const bottom = '{ "cell": "rnn", "parameters": { "W_h": [[1], [2]], "U_h": [[1, 0], [0, 1]] } }';
  return object({ layers: `[${bottom}, ${top}]`, inputs: "[1, 2]", ...members });
}

/** One update of a 1×2 parameter, its gradient given. */
export function given(members: Members = {}): string {
  return object({ parameters: '{ "W": [[1, 2]] }', gradients: '[{ "W": [[3, 4]] }]', optimizer: '{ "type": "adam" }', ...members });
}

/** The lstm with an optimizer of type adam and the members given. */
export function adam(settings: string): string {
  return lstm({ optimizer: `{ "type": "adam", ${settings} }` });
}

/** The lstm with targets and the answers given. */
export function expecting(answers: string): string {
  return lstm({ targets: "[0.5, 0.8]", expect: answers });
}

function object(members: Members): string {
  const texts = Object.entries(members).filter(([, text]) => text !== null);
  return `{ ${texts.map(([name, text]) => `"${name}": ${text}`).join(", ")} }`;
}
