/** The file's form, once: the JSON Schema that editors read and the types come from it. What a schema cannot say (shapes, ranges, counts) is `validate`'s. */
import {
  Union as anyOf,
  Integer as integer,
  Array as listOf,
  Literal as literal,
  Null as nothing,
  Number as number,
  Object as objectOf,
  Optional as optional,
  Record as recordOf,
  type Static,
  type TProperties,
  type TSchema,
  type TSchemaOptions,
  String as text,
} from "typebox";
import { EPSILON_RULES, LOSSES, MEMBERS, REDUCTIONS } from "./names.js";
import { expect, expectOfGiven, expectOfStack } from "./schema/expect.js";
import { layer } from "./schema/layer.js";
import { parameters } from "./schema/parameters.js";
import { closed, matrix, nameOrExpression, oneOf, vector } from "./schema/values.js";

const anyParameters = () => anyOf([parameters.lstm, parameters.gru, parameters.rnn, parameters.dense]);
/** Parameters of an optimizer-only problem: any names, any shapes. */
const given = (options: TSchemaOptions = {}) => recordOf(text(), anyOf([matrix(), vector(), number()]), options);

/** `Moments`: what V and S are, an object by parameter or a list of them. */
function optimizerOf<Moments extends TSchema>(moments: (options: TSchemaOptions) => Moments) {
  const texts = MEMBERS.optimizer;
  const decay = (description: string) => optional(number({ description, minimum: 0, exclusiveMaximum: 1 }));
  return objectOf(
    {
      type: literal("adam", { description: texts.type }),
      alpha: optional(number({ description: texts.alpha, default: 0.001 })),
      beta1: decay(texts.beta1),
      beta2: decay(texts.beta2),
      epsilon: optional(number({ description: texts.epsilon, exclusiveMinimum: 0, default: 1e-8 })),
      epsilonRule: optional(oneOf(EPSILON_RULES, { description: texts.epsilonRule })),
      t: optional(integer({ description: texts.t, minimum: 0, default: 0 })),
      V: optional(moments({ description: texts.V })),
      S: optional(moments({ description: texts.S })),
    },
    { ...closed, description: MEMBERS.root.optimizer },
  );
}

/** What stands in the outermost object beside layers of any kind. */
const sequence = {
  inputs: optional(anyOf([listOf(anyOf([vector(), number()]), { minItems: 1 }), number()], { description: MEMBERS.root.inputs })),
  steps: optional(integer({ description: MEMBERS.root.steps, minimum: 1 })),
  targets: optional(anyOf([listOf(anyOf([vector(), number(), nothing()])), number()], { description: MEMBERS.root.targets })),
  loss: optional(nameOrExpression(LOSSES, { description: MEMBERS.root.loss })),
  reduction: optional(oneOf(REDUCTIONS, { description: MEMBERS.root.reduction })),
  weights: optional(text({ description: MEMBERS.root.weights })),
};

function momentsOf<Parameters extends TProperties>(properties: Parameters) {
  return (options: TSchemaOptions) => objectOf(properties, { ...closed, ...options });
}

const lstmFile = objectOf(
  { ...layer.lstm, ...sequence, optimizer: optional(optimizerOf(momentsOf(parameters.lstm.properties))), expect: optional(expect.lstm) },
  { ...closed, title: "an lstm" },
);
const gruFile = objectOf(
  { ...layer.gru, ...sequence, optimizer: optional(optimizerOf(momentsOf(parameters.gru.properties))), expect: optional(expect.gru) },
  { ...closed, title: "a gru" },
);
const rnnFile = objectOf(
  { ...layer.rnn, ...sequence, optimizer: optional(optimizerOf(momentsOf(parameters.rnn.properties))), expect: optional(expect.rnn) },
  { ...closed, title: "an rnn" },
);
const denseFile = objectOf(
  { ...layer.dense, ...sequence, optimizer: optional(optimizerOf(momentsOf(parameters.dense.properties))), expect: optional(expect.dense) },
  { ...closed, title: "a dense layer" },
);

const anyLayer = anyOf([
  objectOf(layer.lstm, closed),
  objectOf(layer.gru, closed),
  objectOf(layer.rnn, closed),
  objectOf(layer.dense, closed),
]);
const anyExpect = anyOf([expect.lstm, expect.gru, expect.rnn, expect.dense]);

const stackFile = objectOf(
  {
    layers: listOf(anyLayer, { description: MEMBERS.root.layers, minItems: 1 }),
    ...sequence,
    optimizer: optional(optimizerOf((options) => listOf(anyOf([anyParameters(), nothing()]), options))),
    expect: optional(anyOf([expectOfStack, listOf(anyOf([anyExpect, nothing()]))], { description: MEMBERS.root.expect })),
  },
  { ...closed, title: "a stack of layers" },
);

const optimizerFile = objectOf(
  {
    parameters: given({ description: "The parameters the optimizer changes: any names, any shapes." }),
    gradients: listOf(given(), { description: MEMBERS.root.gradients, minItems: 1 }),
    optimizer: optimizerOf(given),
    expect: optional(expectOfGiven),
  },
  { ...closed, title: "an optimizer with gradients given" },
);

/** A `*.lstm.json`, as a JSON Schema. */
export const schema = anyOf([lstmFile, gruFile, rnnFile, denseFile, stackFile, optimizerFile], {
  title: "Unroll problem",
  description: "A recurrent model, the sequence it runs on and, if wanted, targets, an optimizer and answers worked out by hand.",
});

/** A `*.lstm.json` as a value. */
export type LstmFile = Static<typeof schema>;
