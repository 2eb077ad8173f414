/** Activations and losses: a known name, or an expression in the letters it may use. */
import { type Expression, isExpressionFault, parseExpression } from "../../core/expression.js";
import type { Activation, ActivationName, CellKind, Loss, LossName } from "../../core/model.js";
import type { JsonNode, Member, ObjectNode, StringNode } from "../json/node.js";
import { ACTIVATIONS, LOSSES, REDUCTIONS, withArticle } from "../names.js";
import { andList, type Checker } from "./checker.js";

/** Slope of the hard sigmoid where the file gives none: Keras 2, TensorFlow.js and ONNX. */
const HARD_SIGMOID_SLOPE = 0.2;

/** What `activation` of a cell may be, and what it is where it is left out. */
export interface ActivationChoice {
  readonly cell: CellKind;
  readonly standard: ActivationName;
  readonly slope: number;
}

/** φ as a file says it; null where it says it wrongly, which is reported. */
export function readActivation(check: Checker, member: Member | undefined, label: string, choice: ActivationChoice): Activation | null {
  if (member === undefined) return named(choice.standard, choice.slope);
  const text = textOf(check, member.value, label, "a name or an expression in z is needed");
  if (text === null) return null;
  const known = ACTIVATIONS.filter((name) => name !== "softmax" || choice.cell === "dense");
  const name = known.find((candidate) => candidate === text.value);
  if (name !== undefined) return named(name, choice.slope);
  if (text.value === "softmax") {
    check.error("unknown-value", `"softmax" has no place in ${withArticle(choice.cell)}; only a dense layer gives a distribution`, text);
    return null;
  }
  const expression = readExpression(check, text, label, ["z"], known);
  return expression === null ? null : { kind: "expression", expression };
}

function named(name: ActivationName, slope: number): Activation {
  return name === "hardSigmoid" ? { kind: "named", name, slope } : { kind: "named", name };
}

/** The slope of a layer's hard sigmoids, which may stand beside `activations` or in it. */
export function readSlope(check: Checker, beside: Member | undefined, inside: Member | undefined): number {
  if (beside !== undefined && inside !== undefined) {
    check.error("duplicate-name", "hardSigmoidSlope is given twice, beside activations and in it", inside.nameRange, {
      first: beside.nameRange.start,
    });
  }
  const member = beside ?? inside;
  const slope = check.numberOf(member, "hardSigmoidSlope");
  if (slope !== null && slope <= 0 && member !== undefined) {
    check.error(
      "out-of-range",
      `hardSigmoidSlope is ${check.text.slice(member.value.start, member.value.end)}; it must be above 0`,
      member.value,
    );
  }
  return slope ?? HARD_SIGMOID_SLOPE;
}

/** The loss of a file; null where it is wrongly said, which is reported. */
export function readLoss(check: Checker, root: ObjectNode): Loss | null {
  const reduction = check.choiceOf(root.members.get("reduction"), "reduction", REDUCTIONS) ?? "mean";
  const member = root.members.get("loss");
  if (member === undefined) return { kind: { kind: "named", name: "mse" }, reduction };
  const text = textOf(check, member.value, "loss", "a name or an expression in yhat and y is needed");
  if (text === null) return null;
  const name: LossName | undefined = LOSSES.find((candidate) => candidate === text.value);
  if (name !== undefined) return { kind: { kind: "named", name }, reduction };
  const expression = readExpression(check, text, "loss", ["yhat", "y"], LOSSES);
  return expression === null ? null : { kind: { kind: "expression", expression }, reduction };
}

function textOf(check: Checker, node: JsonNode, label: string, needed: string): StringNode | null {
  if (node.kind === "string") return node;
  check.wrongType(label, node, needed);
  return null;
}

function readExpression(
  check: Checker,
  text: StringNode,
  label: string,
  variables: readonly string[],
  known: readonly string[],
): Expression | null {
  const isWord = /^\s*[A-Za-z_]\w*\s*$/.test(text.value) && !variables.includes(text.value.trim());
  if (isWord || text.value.trim() === "") {
    check.unknownValue(label, text, known, `known are ${known.join(", ")}, or an expression in ${andList(variables)}`);
    return null;
  }
  const result = parseExpression(text.value, variables);
  if (!isExpressionFault(result)) return result;
  const { message, offset } = result;
  // Problems are plain text: no other message marks names.
  check.error("bad-expression", `${label}: ${message.replaceAll("`", "")}`, faultRange(check, text, offset));
  return null;
}

/** The word or sign at `offset` of a string's content; the whole string where its escapes hide the place. */
function faultRange(check: Checker, text: StringNode, offset: number): { start: number; end: number } {
  if (check.text.slice(text.start + 1, text.end - 1) !== text.value) return text;
  const length = /^[\w.]+/.exec(text.value.slice(offset))?.[0].length ?? 1;
  const start = Math.min(text.start + 1 + offset, text.end - 1);
  return { start, end: Math.min(start + length, text.end) };
}
