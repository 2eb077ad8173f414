/** A gradient check as text for people: a row a parameter, the entries that differ most where one is wrong, the kinks. */
import { type EntryCheck, errorBound, type GradientCheck, type ParameterCheck } from "../core/gradientCheck.js";
import type { Model } from "../core/model.js";
import { type Column, cellLine, headLine, widthOf } from "./align.js";
import { labelOf } from "./entries.js";
import { formatNumber } from "./format.js";

/** Lines, each with its end. A row: ‖a−n‖ / (‖a‖+‖n‖+1e-8) of the parameter, and the entry that differs most with both its gradients. */
export function* gradientCheckTable(model: Model, check: GradientCheck): Generator<string, void, void> {
  const rows = check.parameters.map((parameter) => rowOf(model, parameter));
  yield* table(heads, rows);
  yield `\n${verdictOf(model, check)}\n`;
  for (const parameter of check.parameters) {
    if (!parameter.isRight) yield* wrongEntries(model, parameter);
  }
  const kinks = check.parameters.flatMap((parameter) => parameter.kinks.map((kink) => ({ parameter, kink })));
  if (kinks.length === 0) return;
  yield "\nkinks, where there is no derivative to compare with\n\n";
  const cells = kinks.map(({ parameter, kink }) => [
    entryLabel(model, parameter, kink),
    ...[kink.analytic, kink.left, kink.right].map(seven),
  ]);
  yield* table(["entry", "analytic", "slope below", "slope above"], cells);
}

const heads = ["parameter", "entries", "error", "worst entry", "analytic", "numeric", ""];

function rowOf(model: Model, parameter: ParameterCheck): readonly string[] {
  const { checked, total, error, isRight, kinks } = parameter;
  const entries = checked === total ? `${total}` : `${checked} of ${total}`;
  const remark = isRight ? (error > errorBound ? "right as far as the loss's digits show" : "") : "wrong";
  const worst = parameter.worst.at(0);
  if (worst === undefined) return [nameOf(model, parameter), entries, "", kinks.length > 0 ? "kinks only" : "", "", "", remark];
  const label = entryLabel(model, parameter, worst);
  return [nameOf(model, parameter), entries, digits(error, 1), label, seven(worst.analytic), seven(worst.numeric), remark];
}

function verdictOf(model: Model, { parameters, isRight }: GradientCheck): string {
  const isBelowDigits = parameters.some(({ error }) => error > errorBound);
  if (isRight) return `right: no error is above 1e\u22126${isBelowDigits ? ", but for what the loss's digits are too few to show" : ""}`;
  const wrong = parameters.filter((parameter) => !parameter.isRight);
  if (wrong.every(({ error }) => Number.isNaN(error))) return "wrong: the loss or its gradient is not finite";
  return `wrong: ${wrong.map((parameter) => nameOf(model, parameter)).join(", ")} above 1e\u22126`;
}

/** All the worst entries of a parameter, where the table has but one. */
function* wrongEntries(model: Model, parameter: ParameterCheck): Generator<string, void, void> {
  yield `\n${nameOf(model, parameter)}\n\n`;
  const cells = parameter.worst.map((entry) => {
    const { analytic, numeric } = entry;
    return [entryLabel(model, parameter, entry), ...[analytic, numeric, analytic - numeric].map(seven)];
  });
  yield* table(["entry", "analytic", "numeric", "difference"], cells);
}

function* table(names: readonly string[], rows: readonly (readonly string[])[]): Generator<string, void, void> {
  const columns = names.map((head, at): Column => {
    const width = Math.max(widthOf(head), ...rows.map((row) => row[at].length));
    return { head, width, isText: at === 0 || head === "worst entry" || head === "" };
  });
  yield headLine(columns);
  for (const row of rows) yield cellLine(columns, (at) => row[at]);
}

/** `W_f`, in a stack `layer2.W_f`. */
function nameOf({ layers }: Model, { layer, name }: ParameterCheck): string {
  return layers.length > 1 ? `layer${layer}.${name}` : name;
}

function entryLabel(model: Model, parameter: ParameterCheck, { row, col }: EntryCheck): string {
  const isVector = model.layers[parameter.layer - 1].parameters.get(parameter.name)?.isVector ?? false;
  return labelOf(nameOf(model, parameter), isVector, row, col);
}

const seven = (value: number): string => digits(value, 6);

/** With an exponent, `places` digits after the point and a true minus sign; what is not finite as in every table. */
function digits(value: number, places: number): string {
  if (!Number.isFinite(value)) return formatNumber(value, places);
  return value.toExponential(places).replace("e+", "e").replaceAll("-", "\u2212");
}
