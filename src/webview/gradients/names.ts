/** What a number of the backward pass is called where it is read aloud. */
import type { GradientPlace } from "../../report/gradientPlace.js";

export function gradientName({ kind, name, t, row, col }: GradientPlace): string {
  const of = name === "yhat" ? "ŷ" : name;
  const entry = col > 0 ? `${name}, row ${row}, column ${col}` : name;
  const names: Readonly<Record<GradientPlace["kind"], string>> = {
    state: `gradient of ${of}, unit ${row}, t = ${t}`,
    later: `gradient of ${of} by later steps alone, unit ${row}, t = ${t}`,
    z: `gradient of ${of}, unit ${row}, t = ${t}`,
    part: `what step ${t} adds to the gradient of ${entry}`,
    entry: `gradient of ${entry}`,
    share: `share of step ${t} in the gradient of ${name}`,
    shares: `shares of all steps in the gradient of ${name}`,
    norm: `norm of the gradient of ${of}, t = ${t}`,
    laterNorm: `norm of the gradient of ${of} by later steps alone, t = ${t}`,
    parameterNorm: `norm of the gradient of ${name}`,
    factor: `factor of the step back from t = ${t}`,
    through: "reach of the first state through all steps",
    growth: "factor a step, through all steps",
    mean: `mean of ${of}, t = ${t}`,
    loss: "loss of the sequence",
  };
  return names[kind];
}
