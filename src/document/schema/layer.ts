/** What a layer of each kind may say, as the schema has it. */
import {
  Union as anyOf,
  Boolean as boolean,
  Literal as literal,
  Number as number,
  Object as objectOf,
  Optional as optional,
  type TSchemaOptions,
} from "typebox";
import { ACTIVATIONS, MEMBERS } from "../names.js";
import { parameters } from "./parameters.js";
import { closed, nameOrExpression, vector } from "./values.js";

const activation = (options: TSchemaOptions) => optional(nameOrExpression(ACTIVATIONS, options));
const state = (description: string) => optional(anyOf([vector(), number()], { description }));
const slope = optional(number({ description: MEMBERS.layer.hardSigmoidSlope, exclusiveMinimum: 0 }));
const parametersText = { description: MEMBERS.layer.parameters };
const initialText = { ...closed, description: MEMBERS.layer.initial };
const activationsText = { ...closed, description: MEMBERS.layer.activations };
const { gate, candidate, output } = MEMBERS.activations;

/** What a layer of each kind may say, in `layers` or in the file's outermost object. */
export const layer = {
  lstm: {
    cell: literal("lstm", { description: MEMBERS.layer.cell }),
    parameters: optional(objectOf(parameters.lstm.properties, { ...closed, ...parametersText })),
    initial: optional(objectOf({ h: state(MEMBERS.initial.h), c: state(MEMBERS.initial.c) }, initialText)),
    activations: optional(
      objectOf(
        {
          gate: activation({ description: gate }),
          candidate: activation({ description: candidate }),
          output: activation({ description: output }),
          hardSigmoidSlope: slope,
        },
        activationsText,
      ),
    ),
    hardSigmoidSlope: slope,
  },
  gru: {
    cell: literal("gru", { description: MEMBERS.layer.cell }),
    parameters: optional(objectOf(parameters.gru.properties, { ...closed, ...parametersText })),
    initial: optional(objectOf({ h: state(MEMBERS.initial.h) }, initialText)),
    activations: optional(
      objectOf(
        { gate: activation({ description: gate }), candidate: activation({ description: candidate }), hardSigmoidSlope: slope },
        activationsText,
      ),
    ),
    resetAfter: optional(boolean({ description: MEMBERS.layer.resetAfter })),
    zKeeps: optional(boolean({ description: MEMBERS.layer.zKeeps })),
    hardSigmoidSlope: slope,
  },
  rnn: {
    cell: literal("rnn", { description: MEMBERS.layer.cell }),
    parameters: optional(objectOf(parameters.rnn.properties, { ...closed, ...parametersText })),
    initial: optional(objectOf({ h: state(MEMBERS.initial.h) }, initialText)),
    activation: activation({ description: MEMBERS.layer.activation }),
    hardSigmoidSlope: slope,
  },
  dense: {
    cell: literal("dense", { description: MEMBERS.layer.cell }),
    parameters: optional(objectOf(parameters.dense.properties, { ...closed, ...parametersText })),
    activation: activation({ description: MEMBERS.layer.activation }),
    hardSigmoidSlope: slope,
  },
};
