/** What the page is told of the Adam updates, each array with a buffer of its own, because the whole of a buffer crosses to it. */
import { withState } from "../core/adam.js";
import { forward } from "../core/forward.js";
import type { ShouldYield, Sliced } from "../core/slices.js";
import type { Training } from "../core/training.js";
import { locate } from "../document/locate.js";
import type { Path } from "../document/problem.js";
import type { LossCurve, UpdateOfParameter } from "../protocol/updates.js";
import { exact } from "../report/format.js";
import type { Answerer } from "./answerer.js";
import { seenUpdate } from "./hiddenUpdates.js";
import { gradientsOf } from "./once.js";
import type { Traced } from "./session.js";
import { unwanted } from "./slicer.js";
import { mostNumbers } from "./steps.js";

/** Arrays in one answer about a parameter. */
const arraysSent = 10;

interface Asked {
  /** From 1. */
  readonly layer: number;
  readonly parameter: string;
}

type Arrays = ReadonlyMap<string, Float64Array>;

/** The update that led to the state shown, as far as it may be seen. Throws where there is no parameter of this name, or it is too large to be sent. */
export async function updateOf(answerer: Answerer, traced: Traced, asked: Asked): Promise<UpdateOfParameter | typeof unwanted> {
  const update = await wholeUpdate(answerer, traced, asked);
  return update === unwanted ? unwanted : seenUpdate(update, traced.hiding, asked, traced.updates.shown);
}

async function wholeUpdate(answerer: Answerer, traced: Traced, asked: Asked): Promise<UpdateOfParameter | typeof unwanted> {
  const { training, updates, trace } = traced;
  const { layer, parameter } = asked;
  const { layers, given } = trace.model;
  const W = (given ?? layers[layer - 1])?.parameters.get(parameter)?.values;
  if (W === undefined || training === null) throw new RangeError(`layer ${layer} has no ${parameter} to be updated`);
  if (W.length * arraysSent > mostNumbers) throw new RangeError(`${parameter} has too many entries to be shown`);
  const sources = sourcesOf(traced, asked);
  if (updates.shown > 0)
    return answerer.compute(traced, (shouldYield) => updateTaken(training, updates.shown, asked, sources, shouldYield));
  const gradients = await slopeAtStart(answerer, traced, layer);
  if (gradients === unwanted) return unwanted;
  const state = await answerer.compute(traced, (shouldYield) => training.stateAt(0, shouldYield));
  if (state === unwanted) return unwanted;
  const { parameters, V, S } = state.layers[layer - 1];
  const own = ownOf(parameter);
  const loss = given === null && trace.loss !== null ? exact(trace.loss.total) : null;
  const before = { W: own(parameters), V: own(V), S: own(S) };
  return { t: state.t + 1, loss, gradient: own(gradients), before, sources, after: null, hidden: [] };
}

/** A copy of the parameter's array. */
function ownOf(parameter: string): (arrays: Arrays) => Float64Array {
  return (arrays) => arrays.get(parameter)?.slice() ?? new Float64Array();
}

/** The gradients that the first update will take. */
async function slopeAtStart(answerer: Answerer, traced: Traced, layer: number): Promise<Arrays | typeof unwanted> {
  const { given } = traced.trace.model;
  if (given !== null) return given.gradients[0];
  const gradients = await gradientsOf(answerer, traced);
  return gradients === unwanted ? unwanted : gradients.layers[layer - 1].parameters;
}

/** The paths of what the update shown starts from: after the first one only gradients that are given still stand in the text. */
function sourcesOf({ document, updates }: Traced, { layer, parameter }: Asked): UpdateOfParameter["sources"] {
  const isGeneral = locate(document, ["layers"]) !== null;
  const found = (path: Path): Path | null => (locate(document, path) === null ? null : path);
  const ofLayer = (...owner: Path): Path | null => found([...owner, ...(isGeneral ? [layer - 1] : []), parameter]);
  const isFirst = updates.shown <= 1;
  return {
    W: isFirst ? found([...(isGeneral ? ["layers", layer - 1] : []), "parameters", parameter]) : null,
    V: isFirst ? ofLayer("optimizer", "V") : null,
    S: isFirst ? ofLayer("optimizer", "S") : null,
    gradient: ofLayer("gradients", Math.max(0, updates.shown - 1)),
  };
}

function* updateTaken(
  training: Training,
  shown: number,
  { layer, parameter }: Asked,
  sources: UpdateOfParameter["sources"],
  shouldYield: ShouldYield,
): Sliced<UpdateOfParameter> {
  const before = (yield* training.stateAt(shown - 1, shouldYield)).layers[layer - 1];
  const update = yield* training.update(shown, shouldYield);
  const after = update.layers[layer - 1];
  const own = ownOf(parameter);
  return {
    t: update.t,
    loss: update.loss === null ? null : exact(update.loss),
    ...{ sources, gradient: own(after.gradients) },
    before: { W: own(before.parameters), V: own(before.V), S: own(before.S) },
    after: {
      V: own(after.V),
      S: own(after.S),
      VCorr: own(after.VCorr),
      SCorr: own(after.SCorr),
      step: own(after.step),
      W: own(after.parameters),
    },
    hidden: [],
  };
}

/** The loss at the states 0 … taken, in at most `columns` columns. */
export function* lossesOf(traced: Traced, columns: number, shouldYield: ShouldYield): Sliced<LossCurve> {
  const losses = yield* lossesOver(traced, shouldYield);
  const isFirstHidden = losses.length > 0 && traced.hiding.indicesOf("loss").length > 0;
  return { ...inColumns(isFirstHidden ? [null, ...losses.slice(1)] : losses, columns), isFirstHidden };
}

/** The loss at each state; null where it has none. */
function* lossesOver({ training, updates, trace }: Traced, shouldYield: ShouldYield): Sliced<readonly (number | null)[]> {
  if (training === null || training.model.given !== null) return [];
  const { shown, taken } = updates;
  const losses = training.losses.slice(0, taken);
  if (shown === taken) return [...losses, trace.loss?.total ?? null];
  const model = withState(training.model, yield* training.stateAt(taken, shouldYield));
  const last = yield* forward(model, shouldYield);
  return [...losses, last.loss?.total ?? null];
}

function inColumns(losses: readonly (number | null)[], columns: number): Omit<LossCurve, "isFirstHidden"> {
  const perColumn = Math.max(1, Math.ceil(losses.length / Math.min(columns, mostNumbers)));
  const count = Math.ceil(losses.length / perColumn);
  const least = new Float64Array(count).fill(Number.NaN);
  const greatest = new Float64Array(count).fill(Number.NaN);
  for (const [k, loss] of losses.entries()) {
    const column = Math.floor(k / perColumn);
    const value = loss ?? Number.NaN;
    if (!Number.isFinite(value) && perColumn > 1) continue;
    if (!(least[column] <= value)) least[column] = value;
    if (!(greatest[column] >= value)) greatest[column] = value;
  }
  return { perColumn, least, greatest };
}
