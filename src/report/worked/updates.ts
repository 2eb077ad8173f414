/** The gradients and the updates of a worked solution. */
import type { Update } from "../../core/adam.js";
import type { Gradients } from "../../core/backward.js";
import type { Model, Optimizer } from "../../core/model.js";
import { type Entry, entriesOf, parametersOf } from "../entries.js";
import { explainUpdate } from "../explainUpdate.js";
import { formatFine, formatNumber, shortest } from "../format.js";
import { type Block, counted, layerHeading, math, type Run, words } from "./block.js";
import { Formulas, parameterTex } from "./given.js";
import { numberTex, type Writing } from "./lexemes.js";
import { rowsOf } from "./math.js";
import { entryCount, firstOf, updateTables } from "./tables.js";

/** Entries that are worked through in all updates together; beyond that the table has them. */
const mostEntries = 48;
/** Up to so many entries are worked through all; of more, the first of each parameter. */
const fewEntries = 12;

/** ∂L/∂W of every parameter. */
export function* gradientBlocks({ layers }: Gradients, decimals: number): Generator<Block, void, void> {
  yield { kind: "heading", level: 1, runs: [words("Gradients")] };
  yield {
    kind: "paragraph",
    runs: [
      words("Of the loss "),
      math("L"),
      words(", by backpropagation through time: every path from the parameter to the loss is counted."),
    ],
  };
  for (const [index, { layer, parameters }] of layers.entries()) {
    yield* layerHeading(layers.length, index, layer);
    const formulas = new Formulas();
    for (const parameter of layer.parameters.values()) {
      const values = parameters.get(parameter.name) ?? new Float64Array();
      const name = `\\frac{\\partial L}{\\partial ${parameterTex(parameter.name)}}`;
      formulas.add(parameter.name.split("_")[1] ?? "", name, parameter, (at) => formatFine(values[at], decimals));
    }
    yield* formulas.blocks(".");
  }
}

const hatRate = "\\frac{\\sqrt{1 - \\beta_2^t}}{1 - \\beta_1^t}";
const rules: Readonly<Record<Optimizer["epsilonRule"], string>> = {
  outside: "W_{t-1} - \\frac{\\alpha\\, V_{\\mathrm{corr}}}{\\sqrt{S_{\\mathrm{corr}}} + \\varepsilon}",
  inside: "W_{t-1} - \\frac{\\alpha\\, V_{\\mathrm{corr}}}{\\sqrt{S_{\\mathrm{corr}} + \\varepsilon}}",
  hat: `W_{t-1} - \\alpha\\, ${hatRate} \\cdot \\frac{V_t}{\\sqrt{S_t} + \\varepsilon}`,
};

/** What the optimizer is given: its settings, and how many updates it has taken. */
export function optimizerRuns({ alpha, beta1, beta2, epsilon, t }: Optimizer): readonly Run[] {
  const settings = [
    ["\\alpha", alpha],
    ["\\beta_1", beta1],
    ["\\beta_2", beta2],
    ["\\varepsilon", epsilon],
  ] as const;
  const runs = settings.flatMap(([name, value], at): Run[] => [
    words(at === 0 ? "Adam with " : ", "),
    math(`${name} = ${numberTex(shortest(value))}`),
  ]);
  return [...runs, words(t === 0 ? "; no update has been taken yet." : `; ${counted(t, "update")} already taken.`)];
}

/** The updates one after the other, each with some entries worked through and a table of all. */
export function* updateBlocks(model: Model, updates: Iterable<Update | null>, decimals: number): Generator<Block, void, void> {
  const { optimizer } = model;
  if (optimizer === null) return;
  let room = mostEntries;
  let before: Update | null = null;
  let number = 0;
  for (const update of updates) {
    yield { kind: "pause" };
    if (update === null) continue;
    if (number++ === 0) yield* rule(optimizer);
    yield* updateOf(model, update, number, decimals);
    const entries = chosen(model, room);
    room -= entries.length;
    if (entries.length > 0) yield* workedEntries(model, { before, update, entries }, decimals);
    yield { kind: "paragraph", runs: [words("All entries, with the gradient before and the rest after the update:")] };
    yield* updateTables(model, update, decimals);
    before = update;
  }
}

function* rule({ epsilonRule }: Optimizer): Generator<Block, void, void> {
  yield { kind: "heading", level: 1, runs: [words("Update")] };
  const moments = [
    { left: "V_t", right: "\\beta_1 V_{t-1} + (1 - \\beta_1)\\, g" },
    { left: "S_t", right: "\\beta_2 S_{t-1} + (1 - \\beta_2)\\, g^2" },
  ];
  const corrections = [
    { left: "V_{\\mathrm{corr}}", right: "\\frac{V_t}{1 - \\beta_1^t}" },
    { left: "S_{\\mathrm{corr}}", right: "\\frac{S_t}{1 - \\beta_2^t}" },
  ];
  const step = [{ left: "W_t", right: rules[epsilonRule] }];
  yield {
    kind: "paragraph",
    runs: [words("Adam, for each entry "), math("W"), words(" of a parameter with its gradient "), math("g"), words(":")],
  };
  yield { kind: "formulas", lines: epsilonRule === "hat" ? [moments, step] : [moments, corrections, step] };
}

function* updateOf({ given }: Model, { t, loss }: Update, number: number, decimals: number): Generator<Block, void, void> {
  yield { kind: "heading", level: 2, runs: [words(`Update ${number}, to `), math(`t = ${t}`)] };
  if (given === null && loss !== null)
    yield { kind: "paragraph", runs: [words("The loss before it is "), math(numberTex(formatNumber(loss, decimals))), words(".")] };
}

/** An entry, told apart from all others; row and column count from 1. */
type Chosen = Omit<Entry, "label">;

/** The entries that are worked through, at most `room`. */
function chosen(model: Model, room: number): readonly Chosen[] {
  if (entryCount(model) <= fewEntries) return firstOf(entriesOf(model), room);
  const first = parametersOf(model).flatMap((parameters, index) =>
    [...parameters.keys()].map((parameter) => ({ layer: index + 1, parameter, row: 1, column: 1, at: 0 })),
  );
  return first.slice(0, room);
}

interface Work {
  /** Null where this is the first update. */
  readonly before: Update | null;
  readonly update: Update;
  readonly entries: readonly Chosen[];
}

function* workedEntries(model: Model, { before, update, entries }: Work, decimals: number): Generator<Block, void, void> {
  const { optimizer } = model;
  if (optimizer === null) return;
  for (const { layer, parameter, row, column, at } of entries) {
    const after = update.layers[layer - 1];
    const value = (arrays: ReadonlyMap<string, Float64Array> | undefined): number => arrays?.get(parameter)?.[at] ?? 0;
    const start = before?.layers[layer - 1] ?? {
      parameters: new Map([[parameter, parametersOf(model)[layer - 1].get(parameter)?.values ?? new Float64Array()]]),
      V: optimizer.V[layer - 1],
      S: optimizer.S[layer - 1],
    };
    const entry = {
      t: update.t,
      g: value(after.gradients),
      before: { W: value(start.parameters), V: value(start.V), S: value(start.S) },
      after: {
        V: value(after.V),
        S: value(after.S),
        VCorr: value(after.VCorr),
        SCorr: value(after.SCorr),
        step: value(after.step),
        W: value(after.parameters),
      },
    };
    const { moments, corrections, step, numbers } = explainUpdate(parameter, entry, optimizer, decimals);
    const writing: Writing = { numbers, decimals, expressions: new Map() };
    yield {
      kind: "paragraph",
      runs: [
        ...entryRuns(model, { layer, parameter, row, column }),
        words(", with gradient "),
        math(`g = ${numberTex(formatFine(entry.g, decimals))}`),
        words(":"),
      ],
    };
    const lines = optimizer.epsilonRule === "hat" ? [moments, step] : [moments, corrections, step];
    yield { kind: "equations", equations: lines.map((each) => rowsOf(each, writing)) };
  }
}

/** `Entry W_f[1,2]`, in a stack with its layer. */
function entryRuns(model: Model, { layer, parameter, row, column }: Omit<Chosen, "at">): readonly Run[] {
  const all = parametersOf(model);
  const index = all[layer - 1].get(parameter)?.isVector ? row : `${row},${column}`;
  return [words(all.length > 1 ? `Entry of layer ${layer}, ` : "Entry "), math(`${parameterTex(parameter)}[${index}]`)];
}
