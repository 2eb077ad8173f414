/** The matrices of one update side by side: lanes V, S and W; columns before, after and what is made of it. */
import * as l10n from "@vscode/l10n";
import { html, nothing, type TemplateResult } from "lit";
import type { UpdateOfParameter } from "../../protocol/updates.js";
import { parameterAt, raised } from "../../report/explainUpdate.js";
import { isRoomy, layOutMatrices } from "./layout.js";
import { type Caption, matrixTemplate } from "./matrix.js";
import { lettersOf } from "./symbols.js";
import { matricesTable } from "./tables.js";
import { type MatrixName, matricesOf, matrixNames, type OptimizerActions, type OptimizerView } from "./view.js";

export function matricesTemplate(view: OptimizerView, update: UpdateOfParameter, actions: OptimizerActions): TemplateResult {
  const { parameter, width, decimals, theme } = view;
  const layout = layOutMatrices(parameter, update, { width, decimals, digit: theme.digit });
  const isFirst = update.after === null;
  const { values, reach } = matricesOf(update);
  return html`<div class=${`matrices lanes-${layout.lanes}${isFirst ? " start" : ""}${isRoomy(width) ? " roomy" : ""}`}>${matrixNames.map(
    (name) => {
      const own = values[name];
      if (own === null) return nothing;
      const caption = captionOf(view, update, name);
      return matrixTemplate(view, { name, caption, values: own, layout, reach: reach[name] }, actions);
    },
  )}</div>${layout.kind === "heat" ? matricesTable(view, update, (name) => captionOf(view, update, name).said) : nothing}`;
}

function captionOf(view: OptimizerView, { t }: UpdateOfParameter, name: MatrixName): Caption {
  const { name: parameter } = view.parameter;
  const { letter, sub } = lettersOf(parameter);
  const W = (at: number): Pick<Caption, "letter" | "sub"> => parameterAt(parameter, at);
  const captions: Readonly<Record<MatrixName, () => Caption>> = {
    g: () => ({
      letter: `∂L/∂${letter}`,
      sub,
      note: view.isGiven ? l10n.t("given") : l10n.t("gradient"),
      said: l10n.t("gradient of {0}", parameter),
    }),
    v0: () => ({ letter: "V", sub: String(t - 1), note: l10n.t("before"), said: l10n.t("V before, first moment") }),
    v1: () => ({ letter: "V", sub: String(t), note: l10n.t("first moment"), said: l10n.t("V after, first moment") }),
    vc: () => ({ letter: "V", sub: "corr", note: `÷ (1 − β₁${raised(t)})`, said: l10n.t("V corrected") }),
    s0: () => ({ letter: "S", sub: String(t - 1), note: l10n.t("before"), said: l10n.t("S before, second moment") }),
    s1: () => ({ letter: "S", sub: String(t), note: l10n.t("second moment"), said: l10n.t("S after, second moment") }),
    sc: () => ({ letter: "S", sub: "corr", note: `÷ (1 − β₂${raised(t)})`, said: l10n.t("S corrected") }),
    w0: () => ({ ...W(t - 1), note: l10n.t("before"), said: l10n.t("{0} before", parameter) }),
    w1: () => ({ ...W(t), note: l10n.t("after"), said: l10n.t("{0} after", parameter) }),
    dw: () => ({ letter: `Δ${letter}`, sub, note: l10n.t("change"), said: l10n.t("change of {0}", parameter) }),
  };
  return captions[name]();
}
