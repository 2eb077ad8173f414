/** The numbers of a backward pass, for tests that go through all of them. */
import type { Gradients } from "../../../../src/core/backward.js";
import { stepShare } from "../../../../src/core/shares.js";
import { type GradientPlace, gradientPlace } from "../../../../src/report/gradientPlace.js";

/** 1 … count: of many the first few and the last. */
const some = (count: number): readonly number[] => Array.from({ length: count }, (_, at) => at + 1).filter((at) => at <= 3 || at === count);

/** Every number of a backward pass that can be asked about; of long or wide traces a part that reaches both ends. */
export function* gradientPlaces(gradients: Gradients): Generator<GradientPlace> {
  const { trace } = gradients;
  yield gradientPlace("loss", 1, "");
  for (const [index, { layer, parameters, states, yhat }] of gradients.layers.entries()) {
    const [own, { D, H }] = [index + 1, layer];
    const names = [...states.keys(), ...(yhat === null ? [] : ["yhat"])];
    for (const t of [0, ...some(trace.T)]) {
      for (const name of names) {
        if (t === 0 && name === "yhat") continue;
        yield gradientPlace("norm", own, name, { t });
        for (const row of some(H)) yield gradientPlace("state", own, name, { t, row });
        if (name === "yhat" || t === trace.T) continue;
        yield gradientPlace("laterNorm", own, name, { t });
        for (const row of some(H)) yield gradientPlace("later", own, name, { t, row });
      }
      if (t === 0) continue;
      for (const row of some(D)) yield gradientPlace("state", own, "x", { t, row });
      for (const name of stepShare(gradients, index, t).z.keys())
        for (const row of some(H)) yield gradientPlace("z", own, name, { t, row });
      if (layer.cell !== "dense") yield gradientPlace("factor", own, "", { t });
      if (layer.cell === "lstm") yield gradientPlace("mean", own, "f", { t });
      for (const name of parameters.keys()) yield gradientPlace("share", own, name, { t });
    }
    if (layer.cell !== "dense") yield* [gradientPlace("through", own, ""), gradientPlace("growth", own, "")];
    for (const [name, { rows, cols }] of layer.parameters) {
      yield gradientPlace("parameterNorm", own, name);
      yield gradientPlace("shares", own, name);
      for (const row of some(rows).slice(-2)) {
        for (const col of some(cols).slice(-2)) {
          yield gradientPlace("entry", own, name, { row, col });
          for (const t of some(trace.T)) yield gradientPlace("part", own, name, { t, row, col });
        }
      }
    }
  }
}
