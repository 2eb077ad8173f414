/** Answer sheets as text: right answers everywhere, and whatever else is put in their place. */
import type { Model } from "../../../src/core/model.js";
import { type AnswerPlace, addressOf } from "../../../src/report/answers/place.js";
import { quantitiesOf } from "../../../src/report/answers/step.js";
import type { Values } from "../../../src/report/answers/values.js";
import { parametersOf } from "../../../src/report/entries.js";

/** Every place of a one-layer model that a sheet can speak of, in the order they are computed. */
export function placesOf(model: Model): readonly AnswerPlace[] {
  const { cell, H } = model.layers[0];
  const places: AnswerPlace[] = [];
  for (let t = 1; t <= model.T; t++) {
    for (const quantity of quantitiesOf[cell]) {
      for (let unit = 1; unit <= H; unit++) places.push({ kind: "step", quantity, layer: 1, t, unit });
    }
    places.push({ kind: "loss", quantity: "loss_t", t });
  }
  places.push({ kind: "loss", quantity: "loss", t: null });
  for (let t = model.T; t >= 1; t--) {
    for (const quantity of cell === "lstm" ? (["dh", "dc"] as const) : (["dh"] as const)) {
      for (let unit = 1; unit <= H; unit++) places.push({ kind: "step", quantity, layer: 1, t, unit });
    }
  }
  for (const quantity of ["gradients", "V", "S", "V_corr", "S_corr", "parameters"] as const) {
    for (const { name, rows, cols, isVector } of parametersOf(model)[0].values()) {
      for (let at = 0; at < rows * cols; at++) {
        const [row, column] = [Math.floor(at / cols) + 1, (at % cols) + 1];
        places.push({ kind: "parameter", quantity, layer: 1, update: 1, parameter: name, row, column, isVector, at });
      }
    }
  }
  return places;
}

/** Four digits: behind the point for what lies between −1 and 1 or near it, significant ones for what can be of any size. */
export function fourDigits(place: AnswerPlace, value: number): string {
  const isAnySize = place.kind === "parameter" || place.quantity === "dh" || place.quantity === "dc";
  return isAnySize ? value.toPrecision(4).replace("e+", "e") : value.toFixed(4);
}

/** The text of `expect`: `answerAt` says what is written at a place, null for nothing. */
export function expectText(model: Model, answerAt: (place: AnswerPlace) => string | null): string {
  const root: Tree = {};
  for (const place of placesOf(model)) put(root, pathOf(place), answerAt(place) ?? "null");
  return treeText(root);
}

/** Objects by name and lists by index alike. */
type Tree = { [key: string | number]: Tree | string };

function pathOf(place: AnswerPlace): readonly [string, ...(string | number)[]] {
  switch (place.kind) {
    case "step":
      return [place.quantity, place.t - 1, place.unit - 1];
    case "loss":
      return place.t === null ? ["loss"] : ["loss_t", place.t - 1];
    case "parameter": {
      const index = place.isVector ? [place.row - 1] : [place.row - 1, place.column - 1];
      return [place.quantity, place.parameter, ...index];
    }
  }
}

function put(root: Tree, path: readonly (string | number)[], answer: string): void {
  let tree = root;
  for (const step of path.slice(0, -1)) {
    const next = tree[step] ?? {};
    tree[step] = next;
    if (typeof next !== "string") tree = next;
  }
  tree[path[path.length - 1]] = answer;
}

function treeText(tree: Tree | string): string {
  if (typeof tree === "string") return tree;
  const entries = Object.entries(tree);
  const isList = entries.every(([key]) => /^\d+$/.test(key));
  if (isList) return `[${entries.map(([, value]) => treeText(value)).join(", ")}]`;
  return `{ ${entries.map(([key, value]) => `"${key}": ${treeText(value)}`).join(", ")} }`;
}

/** The number at a place. */
export function valueAt(values: Values, place: AnswerPlace, model: Model): number {
  const { key, index } = addressOf(
    place,
    model.layers.map(({ H }) => H),
  );
  return values.get(key)?.[index] ?? Number.NaN;
}
