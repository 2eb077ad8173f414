/** The answers somebody worked out by hand, as the schema has them. */
import {
  Union as anyOf,
  Boolean as boolean,
  Integer as integer,
  Array as listOf,
  Null as nothing,
  Number as number,
  Object as objectOf,
  Optional as optional,
  Record as recordOf,
  type TProperties,
  type TSchema,
  String as text,
} from "typebox";
import { MEMBERS } from "../names.js";
import { answers, closed } from "./values.js";

const expectSettings = {
  exercise: optional(boolean({ description: MEMBERS.expect.exercise })),
  tolerance: optional(number({ description: MEMBERS.expect.tolerance, minimum: 0 })),
  rounding: optional(integer({ description: MEMBERS.expect.rounding, minimum: 0, maximum: 15 })),
};
const claimed = (name: keyof typeof MEMBERS.expect) => optional(answers({ description: MEMBERS.expect[name] }));
const overSequence = { loss_t: claimed("loss_t"), loss: optional(anyOf([number(), nothing()], { description: MEMBERS.expect.loss })) };
const quantities = {
  lstm: {
    f: claimed("f"),
    i: claimed("i"),
    c_tilde: claimed("c_tilde"),
    c: claimed("c"),
    o: claimed("o"),
    h: claimed("h"),
    dh: claimed("dh"),
    dc: claimed("dc"),
  },
  gru: { r: claimed("r"), z: claimed("z"), n: claimed("n"), h: claimed("h"), dh: claimed("dh") },
  rnn: { h: claimed("h"), dh: claimed("dh") },
  dense: { yhat: claimed("yhat") },
};

/** Answers by parameter; `one` is what they are for one update. Those of updates are for the first, or a list over updates. */
function byParameter<One extends TSchema>(one: () => One) {
  const claim = (name: "V" | "S" | "V_corr" | "S_corr" | "parameters") =>
    optional(anyOf([one(), nothing(), listOf(anyOf([one(), nothing()]))], { description: MEMBERS.expect[name] }));
  return {
    gradients: optional(anyOf([one(), nothing()], { description: MEMBERS.expect.gradients })),
    V: claim("V"),
    S: claim("S"),
    V_corr: claim("V_corr"),
    S_corr: claim("S_corr"),
    parameters: claim("parameters"),
  };
}

const ofLayer = () => recordOf(text(), answers({}));
const ofEveryLayer = () => listOf(anyOf([ofLayer(), nothing()]));
const described = { ...closed, description: MEMBERS.root.expect };

function expectOf<Quantities extends TProperties>(own: Quantities) {
  return objectOf({ ...own, ...overSequence, ...byParameter(ofLayer), ...expectSettings }, described);
}

/** Answers about one layer, by its cell. */
export const expect = {
  lstm: expectOf(quantities.lstm),
  gru: expectOf(quantities.gru),
  rnn: expectOf(quantities.rnn),
  dense: expectOf(quantities.dense),
};

/** Answers about a stack as a whole. */
export const expectOfStack = objectOf({ ...overSequence, ...byParameter(ofEveryLayer), ...expectSettings }, described);

/** Answers where gradients are given. */
export const expectOfGiven = objectOf({ ...byParameter(ofLayer), ...expectSettings }, described);
