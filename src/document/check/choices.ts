/** What of a layer is neither weights nor states: its activations, and where a gru's gates stand. */
import type { CellKind, Layer, Parameters } from "../../core/model.js";
import type { Member, ObjectNode } from "../json/node.js";
import { withArticle } from "../names.js";
import { type ActivationChoice, readActivation, readSlope } from "./activation.js";
import type { Checker } from "./checker.js";

/** The numbers of a layer; h and c are H each. */
export interface Numbers {
  readonly D: number;
  readonly H: number;
  readonly parameters: Parameters;
  readonly h: Float64Array;
  readonly c: Float64Array;
}

/** Makes the layer of its numbers. */
export type Choices = (numbers: Numbers) => Layer;

/** Reads a layer's choices; null where one is wrongly said, which is reported. */
export function readChoices(check: Checker, object: ObjectNode, cell: CellKind): Choices | null {
  const { members } = object;
  const activations = cell === "lstm" || cell === "gru" ? readActivations(check, object, cell) : null;
  const slope = readSlope(check, members.get("hardSigmoidSlope"), activations?.members.get("hardSigmoidSlope"));
  const read = (member: Member | undefined, label: string, standard: ActivationChoice["standard"]) =>
    readActivation(check, member, label, { cell, standard, slope });
  if (cell === "rnn" || cell === "dense") {
    const activation = read(members.get("activation"), "activation", cell === "rnn" ? "tanh" : "linear");
    if (activation === null) return null;
    if (cell === "dense") return ({ D, H, parameters }) => ({ cell, D, H, parameters, activation });
    return ({ D, H, parameters, h }) => ({ cell, D, H, parameters, activation, initial: { h } });
  }
  const gate = read(activations?.members.get("gate"), "gate", "sigmoid");
  const candidate = read(activations?.members.get("candidate"), "candidate", "tanh");
  const output = read(cell === "lstm" ? activations?.members.get("output") : undefined, "output", "tanh");
  const placement = readPlacement(check, object, cell);
  if (gate === null || candidate === null || output === null) return null;
  if (cell === "gru")
    return ({ D, H, parameters, h }) => ({ cell, D, H, parameters, initial: { h }, activations: { gate, candidate }, ...placement });
  return ({ D, H, parameters, h, c }) => ({ cell, D, H, parameters, initial: { h, c }, activations: { gate, candidate, output } });
}

function readActivations(check: Checker, object: ObjectNode, cell: "lstm" | "gru"): ObjectNode | null {
  const parts = cell === "lstm" ? ["gate", "candidate", "output"] : ["gate", "candidate"];
  const needed = "an object is needed, with names or expressions in z";
  const activations = check.objectOf(object.members.get("activations"), "activations", needed);
  if (activations !== null) check.unknownNames(activations, [...parts, "hardSigmoidSlope"], () => `no activation of ${withArticle(cell)}`);
  return activations;
}

/** Where a gru's r and z stand; of no meaning to other cells, where these names are reported as misplaced. */
function readPlacement(check: Checker, object: ObjectNode, cell: CellKind): { resetAfter: boolean; zKeeps: boolean } {
  if (cell !== "gru") return { resetAfter: true, zKeeps: true };
  const resetAfter = check.booleanOf(object.members.get("resetAfter"), "resetAfter") ?? true;
  const zKeeps = check.booleanOf(object.members.get("zKeeps"), "zKeeps") ?? true;
  const parameters = object.members.get("parameters")?.value;
  const bias = parameters?.kind === "object" ? parameters.members.get("b_hn") : undefined;
  if (!resetAfter && bias !== undefined) {
    check.error("misplaced-name", "b_hn has no place where resetAfter is false; b_n is the candidate's bias", bias.nameRange);
  }
  return { resetAfter, zKeeps };
}
