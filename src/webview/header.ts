/** The page's head: which file and cell, where the cursor stands, the loss. */
import * as l10n from "@vscode/l10n";
import { html, nothing, type TemplateResult } from "lit";
import type { PanelState, TraceShape } from "../protocol/panel.js";
import { formatFine, shortest } from "../report/format.js";
import { gradientPlace } from "../report/gradientPlace.js";
import { workingTemplate } from "./banner.js";
import { blankTemplate } from "./blank.js";
import { type IconName, icon } from "./icons.js";
import { followElsewhere } from "./margin/follow.js";
import { settingMarked } from "./marks.js";
import { settingsTemplate } from "./optimizer/settings.js";
import { updatePicker } from "./picker.js";
import { slider } from "./slider.js";
import { tabList } from "./tabs.js";
import type { Actions, PageView, TraceView } from "./view.js";

export function headerTemplate(page: PageView, actions: Actions, trackWidth: number): TemplateResult {
  const { host, trace } = page;
  const isStepping = trace !== null && trace.trace.T > 0;
  const training = host.trace?.training ?? null;
  return html`<div class="head">
    <div class="file"><h1 title=${host.fileName}>${host.fileName}</h1>${trace !== null ? dimensions(trace, actions) : training !== null ? settingsTemplate(training.settings, settingMarked(page.optimizer?.marked ?? null)) : nothing}</div>
    ${isStepping ? html`<div class="stepping" ?inert=${host.isStale}>${stepping(trace, actions, trackWidth)}</div>` : nothing}
    ${page.tab !== null && host.working !== null ? html`<div class="work" role="status">${workingTemplate(host.working, actions)}</div>` : outcome(page, actions)}
  </div>${bar(page, actions)}`;
}

/** What it all comes to: the loss, or why there is none. */
function outcome({ host, trace, tab }: PageView, actions: Actions): TemplateResult | typeof nothing {
  const explain = (): void => followElsewhere(actions, { kind: "gradient", place: gradientPlace("loss", 1, "") });
  if (trace?.trace.loss)
    return html`<div class="loss" ?inert=${host.isStale}><button class="plain" title=${l10n.t("Explain the loss of the sequence")} @click=${explain}>${lossTemplate(trace.trace, trace.trace.loss, host)}</button></div>`;
  return trace === null && tab === "optimizer" ? html`<div class="loss muted">${l10n.t("gradient given, no loss")}</div>` : nothing;
}

/** Below the head: the tabs, and which update is shown; nothing where there is neither to choose. */
function bar({ host, tabs, tab, update }: PageView, actions: Actions): TemplateResult | typeof nothing {
  const training = host.trace?.training ?? null;
  if (tab === null || (tabs.length < 2 && training === null)) return nothing;
  return html`<div class="bar">${tabList({ tabs, shown: tab, sheet: host.sheet, show: (chosen) => actions.showTab(chosen) })}
    ${training === null ? nothing : html`<div class="shown" ?inert=${host.isStale}>${updatePicker({ training, shown: update, show: (to) => actions.optimizer.showUpdate(to) })}</div>`}</div>`;
}

function dimensions(view: TraceView, actions: Actions): TemplateResult {
  const { shape, trace } = view;
  const size = (letter: string, value: number, said: string): TemplateResult =>
    html`<span class="size" title=${said}><i>${letter}</i> <span class="n">${value}</span></span>`;
  return html`<div class="cells" role="group" aria-label=${l10n.t("layers")}>${trace.layers.map((_, k) => layerName(view, actions, k + 1))}</div>
    <div class="sizes">${size("D", shape.D, l10n.t("numbers a step reads"))}${size(shape.cell === "dense" ? "K" : "H", shape.H, shape.cell === "dense" ? l10n.t("outputs") : l10n.t("units"))}${size("T", trace.T, l10n.t("steps"))}</div>`;
}

/** One layer is a word; of several, each is a button that shows it. */
function layerName(view: TraceView, actions: Actions, layer: number): TemplateResult {
  const { trace } = view;
  const { cell, H } = trace.layers[layer - 1];
  if (trace.layers.length === 1) return html`<span class="muted">${cell}</span>`;
  return html`${layer > 1 ? html`<span class="muted" aria-hidden="true">→</span>` : nothing}<button class="layer" aria-pressed=${layer === view.layer ? "true" : "false"}
    title=${cell === "dense" ? l10n.t("show layer {0}: {1}, {2} outputs", layer, cell, H) : l10n.t("show layer {0}: {1}, {2} units", layer, cell, H)} @click=${() => actions.showLayer(layer)}>${cell}</button>`;
}

function stepping(view: TraceView, actions: Actions, trackWidth: number): TemplateResult {
  const { t } = view;
  const { T } = view.trace;
  return html`<div class="buttons" role="group" aria-label=${l10n.t("time")}>
      ${stepButton("first", l10n.t("Reset"), l10n.t("Home"), t === 1, () => actions.goTo(1))}${stepButton("back", l10n.t("Step Back"), "←", t === 1, () => actions.goTo(actions.now() - 1))}
      <span class="time n">t = <b>${t}</b> / ${T}</span>
      ${stepButton("forward", l10n.t("Step Forward"), "→", t === T, () => actions.goTo(actions.now() + 1))}${stepButton("last", l10n.t("Run to End"), l10n.t("End"), t === T, () => actions.goTo(T))}
    </div>${T > 1 ? slider({ t, T, width: trackWidth, now: () => actions.now(), goTo: (step) => actions.goTo(step) }) : nothing}`;
}

function stepButton(name: IconName, label: string, key: string, isAtEnd: boolean, act: () => void): TemplateResult {
  return html`<button class="icon-button" title=${`${label} (${key})`} aria-label=${label} ?disabled=${isAtEnd} @click=${act}>${icon(name)}</button>`;
}

function lossTemplate(trace: TraceShape, loss: NonNullable<TraceShape["loss"]>, host: PanelState): TemplateResult {
  const total = loss.total === null ? null : Number(loss.total);
  const { label, reduction, count } = loss;
  const how = count < trace.T ? l10n.t("{0}, {1} of {2}", label, reduction, count) : `${label}, ${reduction}`;
  const was = host.whatIf.suppositions.length > 0 && host.whatIf.lossWas !== null ? Number(host.whatIf.lossWas) : null;
  const before =
    was === null
      ? nothing
      : html`<span class="n" title=${l10n.t("{0} in the file", shortest(was))}>${formatFine(was, host.decimals)}</span> <span class="muted">→</span> `;
  const now =
    total === null
      ? blankTemplate("strong")
      : html`<span class="n strong" title=${shortest(total)}>${formatFine(total, host.decimals)}</span>`;
  return html`<span class="muted">${l10n.t("loss")}</span> ${before}${now} <span class="muted">${how}</span>`;
}
