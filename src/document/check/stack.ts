/** The layers of a file, bottom to top: the one of the simple form, or a list. */
import type { Sliced } from "../../core/slices.js";
import { isList, type JsonNode, type Member, type ObjectNode } from "../json/node.js";
import { withArticle } from "../names.js";
import { type Checker, counted, openingOf } from "./checker.js";
import { checkLayerNames, readCell } from "./form.js";
import { type LayerDraft, readLayer } from "./layer.js";
import type { Sequence } from "./sequence.js";
import type { Below } from "./sizes.js";

/** One entry a layer, null where its kind is not known. */
export type Drafts = readonly (LayerDraft | null)[];

/** Reads the layer of the simple form, whose members stand in the file's outermost object. */
export function* readSingle(
  check: Checker,
  root: ObjectNode,
  sequence: Sequence,
  suggested: ReadonlySet<string>,
  areWeightsElsewhere: boolean,
): Sliced<Drafts> {
  const cell = readCell(check, root, suggested, "");
  if (cell === null) return [null];
  const place = {
    suffix: "",
    opening: openingOf(root),
    below: belowFirst(sequence),
    areWeightsElsewhere: areWeightsElsewhere || suggested.has("parameters"),
  };
  return [yield* readLayer(check, root, cell, place)];
}

/** Reads `layers`. */
export function* readStack(check: Checker, member: Member | undefined, sequence: Sequence, areWeightsElsewhere: boolean): Sliced<Drafts> {
  if (member === undefined) return [];
  const { value } = member;
  if (!isList(value)) {
    check.wrongType("layers", value, "a list of layers is needed, bottom to top", check.markOf(member));
    return [null];
  }
  if (value.count === 0) check.error("empty-list", "layers is empty; a stack has at least one layer", value);
  const drafts: (LayerDraft | null)[] = [];
  let below = belowFirst(sequence);
  for (let index = 0; index < value.count && !check.problems.isFull; index++) {
    if (check.isDue(1)) yield check.progress;
    const draft: LayerDraft | null = yield* readEntry(check, value.item(index), index, below, areWeightsElsewhere);
    drafts.push(draft);
    below = { kind: "layer", H: draft?.H ?? null };
  }
  return drafts;
}

function* readEntry(check: Checker, node: JsonNode, index: number, below: Below, areWeightsElsewhere: boolean): Sliced<LayerDraft | null> {
  if (node.kind !== "object") {
    check.wrongType(`layer ${index + 1}`, node, 'an object is needed: { "cell": "lstm", … }');
    return null;
  }
  const suffix = ` of layer ${index + 1}`;
  const suggested = checkLayerNames(check, node, suffix);
  const cell = readCell(check, node, suggested, suffix);
  if (cell === null) return null;
  const place = { suffix, opening: openingOf(node), below, areWeightsElsewhere: areWeightsElsewhere || suggested.has("parameters") };
  return yield* readLayer(check, node, cell, place);
}

function belowFirst({ inputs, steps, width }: Sequence): Below {
  if (inputs !== undefined) return { kind: "inputs", width };
  return { kind: steps === undefined ? "unknown" : "nothing" };
}

/** Reports inputs that are not as wide as the first layer reads. */
export function checkWidth(check: Checker, { inputs, width }: Sequence, first: LayerDraft | null): void {
  if (inputs === undefined || width === null || first === null || first.D === null || width === first.D) return;
  const message = `each x_t has ${counted(width, "number")}; ${columnsText(first)}`;
  check.error("shape-mismatch", message, check.markOf(inputs), { name: "inputs", cols: first.D });
}

function columnsText({ cell, suffix, D }: LayerDraft): string {
  if (cell === "lstm" || cell === "gru") return `the W of ${withArticle(cell)} have ${counted(D ?? 0, "column")} (H×D)`;
  return `${cell === "rnn" ? "W_h" : "W"}${suffix} has ${counted(D ?? 0, "column")} (${cell === "rnn" ? "H×D" : "K×D"})`;
}
