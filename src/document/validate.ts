/** A file's tree to the model it states, or to problems. */
import type { CellKind, Loss, Model, Targets } from "../core/model.js";
import type { ShouldYield, Sliced } from "../core/slices.js";
import { readLoss } from "./check/activation.js";
import { ownerOf } from "./check/byParameter.js";
import { Checker, openingOf } from "./check/checker.js";
import { checkExpect } from "./check/expect.js";
import { checkRootNames, formOf } from "./check/form.js";
import { readGiven } from "./check/given.js";
import type { LayerDraft } from "./check/layer.js";
import { readOptimizer } from "./check/optimizer.js";
import { readInputs, readSequence, readTargets, reportNoSequence, type Sequence } from "./check/sequence.js";
import { checkWidth, type Drafts, readSingle, readStack } from "./check/stack.js";
import { isList, type JsonNode, type ObjectNode } from "./json/node.js";
import type { Problems } from "./problems.js";

/** Numbers a trace holds at most: 2 GB of doubles. */
const LARGEST_TRACE = 2 ** 28;
/** Arrays of T × H a layer's trace has. */
const ARRAYS: Readonly<Record<CellKind, number>> = { lstm: 6, gru: 4, rnn: 1, dense: 1 };
/** How far a target's entries may add up to something else than 1, as rounded ones do. */
const SUM_SLACK = 0.01;

/** The model a tree states; null where it has an error. Faults go to `problems`. Never throws. */
export function* validate(text: string, root: JsonNode, problems: Problems, shouldYield: ShouldYield): Sliced<Model | null> {
  const check = new Checker(text, problems, shouldYield);
  if (root.kind !== "object") {
    check.wrongType(
      "the file",
      root,
      'a problem is an object: { "cell": "lstm", … }',
      root.end - root.start > 100 ? openingOf(root) : root,
    );
    return null;
  }
  const form = formOf(check, root);
  const suggested = checkRootNames(check, root, form);
  const model =
    form === "given" ? yield* readOptimizerOnly(check, root, suggested) : yield* readRecurrent(check, root, form === "stack", suggested);
  return problems.hasErrors ? null : model;
}

function* readOptimizerOnly(check: Checker, root: ObjectNode, suggested: ReadonlySet<string>): Sliced<Model> {
  const { owner, given } = yield* readGiven(check, root, suggested);
  const optimizer = yield* readOptimizer(check, root.members.get("optimizer"), { owners: [owner], isStack: false });
  if (!root.members.has("optimizer") && !suggested.has("optimizer")) {
    check.missing("optimizer", 'optimizer is missing; gradients are given for one: "optimizer": { "type": "adam" }', openingOf(root));
  }
  yield* checkExpect(check, root.members.get("expect"), { layers: [{ cell: null, H: null, owner }], isStack: false, T: 0 });
  const loss: Loss = { kind: { kind: "named", name: "mse" }, reduction: "mean" };
  return { layers: [], T: 0, inputs: new Float64Array(0), targets: null, loss, optimizer, given };
}

function* readRecurrent(check: Checker, root: ObjectNode, isStack: boolean, suggested: ReadonlySet<string>): Sliced<Model | null> {
  const { members } = root;
  const weights = members.get("weights");
  if (weights !== undefined) {
    check.error("weights-unsupported", "weights from another file are not yet supported; they stand in parameters", weights.nameRange);
  }
  const sequence = yield* readSequence(check, root);
  const drafts = isStack
    ? yield* readStack(check, members.get("layers"), sequence, weights !== undefined)
    : yield* readSingle(check, root, sequence, suggested, weights !== undefined);
  reportNoSequence(check, root, suggested);
  checkWidth(check, sequence, drafts.at(0) ?? null);
  checkSize(check, sequence, drafts, root);
  const loss = readLoss(check, root);
  const top = drafts.at(-1) ?? null;
  const targets = yield* readTargets(check, members.get("targets"), sequence, top?.H ?? null);
  if (loss !== null && top !== null) yield* checkDistribution(check, root, loss, targets, top);
  const owners = drafts.map((draft) => (draft === null ? null : ownerOf(draft)));
  const optimizer = yield* readOptimizer(check, members.get("optimizer"), { owners, isStack });
  const expected = drafts.map((draft, index) => ({ cell: draft?.cell ?? null, H: draft?.H ?? null, owner: owners[index] }));
  if (!drafts.includes(null)) yield* checkExpect(check, members.get("expect"), { layers: expected, isStack, T: sequence.T });
  const layers = drafts.map((draft) => draft?.layer ?? null).filter((layer) => layer !== null);
  if (check.problems.hasErrors || sequence.T === null || loss === null || layers.length === 0) return null;
  const inputs = yield* readInputs(check, sequence.inputs, sequence.T * layers[0].D);
  return { layers, T: sequence.T, inputs, targets, loss, optimizer, given: null };
}

/** A cross entropy is one between distributions: the output must be one, and targets should. */
function* checkDistribution(check: Checker, root: ObjectNode, loss: Loss, targets: Targets | null, top: LayerDraft): Sliced<void> {
  if (loss.kind.kind !== "named" || loss.kind.name !== "crossEntropy") return;
  const { layer } = top;
  const member = root.members.get("loss");
  const isSoftmax = layer?.cell === "dense" && layer.activation.kind === "named" && layer.activation.name === "softmax";
  if (member !== undefined && (layer !== null || top.cell !== "dense") && !isSoftmax) {
    check.error("needs-softmax", 'crossEntropy needs a distribution: a dense layer with "activation": "softmax" on top', member.value);
  }
  const list = root.members.get("targets")?.value;
  if (targets === null || list === undefined || !isList(list) || top.H === null || check.problems.hasErrors) return;
  for (let t = 0; t < targets.given.length; t++) {
    if (check.isDue(top.H)) yield check.progress;
    const target = targets.values.subarray(t * top.H, (t + 1) * top.H);
    const sum = target.reduce((total, value) => total + value, 0);
    if (targets.given[t] === 0 || (Math.abs(sum - 1) <= SUM_SLACK && target.every((value) => value >= 0))) continue;
    const message = `y_${t + 1} is no distribution, as crossEntropy takes it: its entries are not all 0 or more with sum 1`;
    check.problems.warning("not-a-distribution", message, list.item(t));
  }
}

function checkSize(check: Checker, { T, inputs }: Sequence, drafts: Drafts, root: ObjectNode): void {
  const width = drafts.reduce((total, draft) => total + (draft === null ? 0 : (draft.H ?? 0) * ARRAYS[draft.cell]), 0);
  const size = (T ?? 0) * width;
  if (size <= LARGEST_TRACE) return;
  const member = inputs ?? root.members.get("steps");
  const message = `the trace would hold ${size} numbers, ${T} steps of ${width}; at most ${LARGEST_TRACE} fit`;
  check.error("too-large", message, member?.nameRange ?? openingOf(root));
}
