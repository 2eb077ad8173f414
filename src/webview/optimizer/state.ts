/** The Optimizer tab's state: which parameter and entry are looked at, and what the host has said of them. */
import type { Marked } from "../../protocol/marked.js";
import type { PanelState, ParameterShape, TrainingShape } from "../../protocol/panel.js";
import type { EntryCurves, LossCurve, UpdateOfParameter } from "../../protocol/updates.js";
import type { NumberPath } from "../../protocol/whatIf.js";
import type { Connection } from "../connection.js";
import { Latest } from "../latest.js";
import { hueOfParameter } from "../names.js";
import { Pending } from "../pending.js";
import type { Theme } from "../theme.js";
import type { WhatIfActions } from "../whatIf/view.js";
import type { Entry, OptimizerActions, OptimizerView, Picked } from "./view.js";

/** Columns of the loss curve: more than a screen has pixels across its figure. */
const columns = 1600;

interface UpdateQuery {
  readonly revision: number;
  readonly layer: number;
  readonly parameter: string;
}

export class OptimizerState implements OptimizerActions {
  readonly #connection: Connection;
  readonly #changed: () => void;
  readonly #shown: Pending<number>;
  readonly #update: Latest<UpdateQuery, UpdateOfParameter>;
  readonly #losses: Latest<{ readonly revision: number; readonly columns: number }, LossCurve>;
  readonly #curves: Latest<UpdateQuery & Entry, EntryCurves>;
  #training: TrainingShape | null = null;
  #hover: Entry | null = null;
  /** The last update that came: it stays while a newer one of the same parameter is awaited, so that nothing flickers. */
  #known: { readonly query: UpdateQuery; readonly update: UpdateOfParameter } | null = null;
  #knownCurves: { readonly query: UpdateQuery & Entry; readonly curves: EntryCurves } | null = null;
  #knownLosses: LossCurve | null = null;
  /** Null until one was picked in this file. */
  picked: Picked | null;

  constructor(
    connection: Connection,
    picked: Picked | null,
    readonly whatIf: WhatIfActions,
    changed: () => void,
  ) {
    this.#connection = connection;
    this.#changed = changed;
    this.picked = picked;
    this.#shown = new Pending((a, b) => a === b, changed);
    this.#update = new Latest((query) => connection.ask("update", query), changed);
    this.#losses = new Latest((query) => connection.ask("losses", query), changed);
    this.#curves = new Latest((query) => connection.ask("entryCurves", query), changed);
  }

  take({ trace }: PanelState): void {
    this.#training = trace?.training ?? null;
    if (this.#training === null) {
      this.#update.forget();
      this.#losses.forget();
      this.#curves.forget();
      this.#known = null;
      this.#knownCurves = null;
      this.#knownLosses = null;
    } else this.#shown.confirmed(this.#training.shown);
  }

  /** What the tab shows; asks the host for what is missing. */
  view(host: PanelState, theme: Theme, width: number, marked: Marked | null): OptimizerView | null {
    const { trace } = host;
    if (trace === null || trace.training === null || trace.training.parameters.length === 0) return null;
    const { training } = trace;
    const { parameter, picked } = this.#fitted(training.parameters);
    const query = { revision: trace.revision, layer: parameter.layer, parameter: parameter.name };
    this.#update.want(query);
    const isGiven = trace.loss === null;
    if (!isGiven && training.taken > 0) this.#losses.want({ revision: trace.revision, columns });
    else this.#losses.forget();
    if (training.taken > 0) this.#curves.want({ ...query, row: picked.row, col: picked.col });
    else this.#curves.forget();
    this.#knownLosses = this.#losses.value ?? this.#knownLosses;
    const { answered, value, refusal } = this.#update;
    if (answered !== null && value !== null) this.#known = { query: answered, update: value };
    const update = this.#knownOf(parameter);
    return {
      ...{ training, isGiven, parameter, picked, update, theme, width, marked },
      loss: trace.loss === null || trace.loss.total === null ? null : Number(trace.loss.total),
      pathOf: training.shown === 0 ? (entry) => pathOfEntry(host.whatIf.isStack, parameter, entry) : null,
      hueOf: ({ layer, name }) => hueOfParameter(trace.layers[layer - 1], name),
      refusal: answered?.revision === trace.revision ? refusal : null,
      ...{
        hover: this.#hover,
        losses: isGiven || training.taken === 0 ? null : this.#knownLosses,
        curves: this.#curvesOf(picked),
        isStale: host.isStale,
        isSupposed: host.whatIf.suppositions.length > 0,
        decimals: host.decimals,
        shown: this.shownUpdate(),
      },
    };
  }

  #knownOf({ layer, name, rows, cols }: ParameterShape): UpdateOfParameter | null {
    if (this.#known === null) return null;
    const { query, update } = this.#known;
    return query.layer === layer && query.parameter === name && update.gradient.length === rows * cols ? update : null;
  }

  #curvesOf({ layer, parameter, row, col }: Picked): EntryCurves | null {
    const { answered, value } = this.#curves;
    if (answered !== null && value !== null) this.#knownCurves = { query: answered, curves: value };
    if (this.#knownCurves === null) return null;
    const { query, curves } = this.#knownCurves;
    const isOf = query.layer === layer && query.parameter === parameter && query.row === row && query.col === col;
    return isOf && curves.updates.length > 1 ? curves : null;
  }

  #fitted(parameters: readonly ParameterShape[]): { readonly parameter: ParameterShape; readonly picked: Picked } {
    const wanted = this.picked ?? { layer: parameters[0].layer, parameter: parameters[0].name, row: 1, col: 1 };
    const parameter = parameters.find(({ layer, name }) => layer === wanted.layer && name === wanted.parameter) ?? parameters[0];
    const { layer, name, rows, cols } = parameter;
    return { parameter, picked: { layer, parameter: name, row: Math.min(rows, wanted.row), col: Math.min(cols, wanted.col) } };
  }

  shownUpdate(): number {
    return this.#training === null ? 0 : Math.min(this.#training.taken, this.#shown.shown(this.#training.shown));
  }

  showUpdate(update: number): void {
    if (this.#training === null) return;
    const to = Math.min(this.#training.taken, Math.max(0, update));
    if (to === this.shownUpdate()) return;
    this.#shown.sent(to);
    this.#connection.tell("showUpdate", { update: to });
    this.#changed();
  }

  run(command: "takeAdamStep" | "undoAdamStep" | "train" | "writeParameters"): void {
    this.#connection.tell(command, {});
  }

  pickParameter(layer: number, parameter: string): void {
    this.picked = { layer, parameter, row: 1, col: 1 };
    this.#hover = null;
    this.#changed();
  }

  pickEntry({ row, col }: Entry): void {
    if (this.#training === null) return;
    this.picked = { ...this.#fitted(this.#training.parameters).picked, row, col };
    this.#changed();
  }

  hoverEntry(entry: Entry | null): void {
    if (entry?.row === this.#hover?.row && entry?.col === this.#hover?.col) return;
    this.#hover = entry;
    this.#changed();
  }
}

function pathOfEntry(isStack: boolean, { layer, name, isVector }: ParameterShape, { row, col }: Entry): NumberPath {
  const owner = isStack ? ["layers", layer - 1, "parameters", name] : ["parameters", name];
  return isVector ? [...owner, row - 1] : [...owner, row - 1, col - 1];
}
