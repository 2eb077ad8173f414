/** One matrix of an update: numbers between brackets, or a heat map; the picked entry is lit in all. */
import * as l10n from "@vscode/l10n";
import { html, nothing, type TemplateResult } from "lit";
import { formatFine, formatTyped, shortest } from "../../report/format.js";
import { blankSaid, blankTemplate } from "../blank.js";
import { box } from "../dom.js";
import { entryMarked } from "../marks.js";
import { draggable } from "../whatIf/drag.js";
import { entryForKey, isAcross, type MatrixLayout } from "./layout.js";
import { symbol } from "./symbols.js";
import { type Entry, isHiddenAt, type MatrixName, type OptimizerActions, type OptimizerView } from "./view.js";

/** What a matrix is called. */
export interface Caption {
  readonly letter: string;
  readonly sub: string;
  /** Beside the symbol. */
  readonly note: string;
  /** Read aloud. */
  readonly said: string;
}

export interface Matrix {
  readonly name: MatrixName;
  readonly caption: Caption;
  readonly values: Float64Array;
  /** The end of the colours' scale. */
  readonly reach: number;
  readonly layout: MatrixLayout;
}

export function matrixTemplate(view: OptimizerView, matrix: Matrix, actions: OptimizerActions): TemplateResult {
  const { caption, layout, name } = matrix;
  const isFed = entryMarked(view.marked, view.parameter)?.matrix === name;
  return html`<div class=${`matrix area-${name}${name.endsWith("0") ? " from" : ""}${isFed ? " fed" : ""}`} role="group" aria-label=${caption.said} ${box(layout.lanes === 1 ? {} : { width: layout.lane })}>
    <div class="caption">${symbol(caption.letter, caption.sub)} <span class="muted">${caption.note}</span></div>
    ${layout.kind === "numbers" ? numbers(view, matrix, actions) : heat(view, matrix, actions)}</div>`;
}

function numbers(view: OptimizerView, { name, caption, values, layout }: Matrix, actions: OptimizerActions): TemplateResult {
  const { parameter, picked, decimals } = view;
  const { rows, cols } = parameter;
  const fed = entryMarked(view.marked, parameter);
  const cell = (row: number, col: number): TemplateResult => {
    const value = values[(row - 1) * cols + col - 1];
    const isPicked = row === picked.row && col === picked.col;
    const isFed = fed !== null && fed.matrix === name && row === fed.row && col === fed.col;
    const isBlank = isHiddenAt(view, value, (row - 1) * cols + col - 1);
    const path = name === "w0" && !isBlank ? (view.pathOf?.({ row, col }) ?? null) : null;
    const drag = path === null ? null : draggable(actions.whatIf, { kind: "source", path }, value);
    const look = `${isPicked ? "picked" : ""}${isFed ? " fed" : ""}${drag?.look ?? ""}`;
    return html`<td role="gridcell" class=${look} @pointerdown=${drag?.start ?? nothing} tabindex=${isPicked ? 0 : -1} aria-selected=${isPicked ? "true" : "false"} title=${isBlank ? blankSaid() : shortest(value)}
      data-row=${row} data-col=${col}>${isBlank ? blankTemplate() : formatFine(value, decimals)}</td>`;
  };
  const count = (n: number): readonly number[] => Array.from({ length: n }, (_, k) => k + 1);
  return html`<div class="brackets"><table class="numbers" role="grid" aria-label=${caption.said} data-matrix=${name} ${box({ width: layout.width - 10 })}
      @click=${(event: Event) => clicked(event, actions)} @keydown=${(event: KeyboardEvent) => pressed(event, view, actions)}>
    <tbody>${count(rows).map((row) => html`<tr>${count(cols).map((col) => cell(row, col))}</tr>`)}</tbody></table></div>`;
}

function entryOf(target: EventTarget | null): Entry | null {
  const cell = target instanceof Element ? target.closest<HTMLElement>("td[data-row]") : null;
  return cell === null ? null : { row: Number(cell.dataset.row), col: Number(cell.dataset.col) };
}

function clicked(event: Event, actions: OptimizerActions): void {
  const entry = entryOf(event.target);
  if (entry !== null) actions.pickEntry(entry);
}

/** The arrow keys go from entry to entry; the focus goes along within its matrix. */
function pressed(event: KeyboardEvent, view: OptimizerView, actions: OptimizerActions): void {
  if (event.ctrlKey || event.altKey || event.metaKey || event.shiftKey) return;
  const from = entryOf(event.target) ?? view.picked;
  const to = entryForKey(event.key, from, view.parameter);
  if (to === null) return;
  event.preventDefault();
  actions.pickEntry(to);
  const cell = `td[data-row="${to.row}"][data-col="${to.col}"]`;
  (event.currentTarget as Element).querySelector<HTMLElement>(cell)?.focus();
}

/** A heat map, with the number of the entry under the pointer, or else of the picked one, at its foot. */
function heat(view: OptimizerView, { name, caption, values, layout, reach }: Matrix, actions: OptimizerActions): TemplateResult {
  const { parameter, picked, hover, decimals } = view;
  const { cols } = parameter;
  const at = hover ?? picked;
  const label = (entry: Entry): string => entryLabel(entry, cols, isAcross(parameter));
  const index = (entry: Entry): number => (entry.row - 1) * cols + entry.col - 1;
  const value = (entry: Entry): number => values[index(entry)];
  const isBlank = (entry: Entry): boolean => isHiddenAt(view, value(entry), index(entry));
  const said = isBlank(picked) ? blankSaid() : formatFine(value(picked), decimals);
  const shown = html`<span class="n" title=${shortest(value(at))}>${formatFine(value(at), decimals)}</span>`;
  const point = (event: PointerEvent): Entry => pointed(event, view, layout);
  return html`<div class="heat-matrix" role="group" tabindex="0" aria-label=${l10n.t("{0}: entry {1} is {2}; the arrow keys go to others", caption.said, label(picked), said)}
      data-matrix=${name} @keydown=${(event: KeyboardEvent) => pressed(event, view, actions)} @pointermove=${(event: PointerEvent) => actions.hoverEntry(point(event))}
      @pointerleave=${() => actions.hoverEntry(null)} @click=${(event: PointerEvent) => actions.pickEntry(point(event))} ${box({ width: layout.width, height: layout.height })}>
    <canvas data-matrix=${name} aria-hidden="true" ${box({ width: layout.width, height: layout.height })}></canvas></div>
    <div class="foot" ${box({ width: Math.min(layout.lane, Math.max(150, layout.width)) })}><span class="muted">${label(at)}</span> ${isBlank(at) ? blankTemplate() : shown}
      <span class="muted reach">${name.startsWith("s") ? "0…" : "±"}${shortEnd(reach)}</span></div>`;
}

/** `[3,17]`; `[3]` in a vector. */
export function entryLabel({ row, col }: Entry, cols: number, isVector: boolean): string {
  return isVector && cols === 1 ? `[${row}]` : `[${row},${col}]`;
}

function pointed(event: PointerEvent, { parameter }: OptimizerView, layout: MatrixLayout): Entry {
  const { left, top } = (event.currentTarget as HTMLElement).getBoundingClientRect();
  const { rows, cols } = parameter;
  const along = (position: number, size: number, count: number): number =>
    Math.min(count, Math.max(1, Math.floor((position / size) * count) + 1));
  if (isAcross(parameter)) return { row: along(event.clientX - left, layout.width, rows), col: 1 };
  return { row: along(event.clientY - top, layout.height, rows), col: along(event.clientX - left, layout.width, cols) };
}

/** The end of a scale, a round number. */
function shortEnd(reach: number): string {
  return reach < 1e-3 ? formatTyped(reach.toExponential()) : shortest(reach);
}
