/** The parameters of every cell, as the schema has them. */
import { Union as anyOf, Number as number, Object as objectOf, Optional as optional } from "typebox";
import type { CellKind } from "../../core/model.js";
import { parameterInfo, withArticle } from "../names.js";
import { closed, matrix, vector } from "./values.js";

function parameterText(cell: CellKind, name: string): { description: string } {
  const info = parameterInfo(cell, name);
  if (info === null) throw new Error(`${name} is no parameter of ${withArticle(cell)}`);
  const role = `${info.role[0].toUpperCase()}${info.role.slice(1)}`;
  return { description: `${role}: ${info.shape}${info.isOptional ? ", zeros if left out" : ""}. ${info.equation}` };
}

/** A weight: a list of rows; a bare number where it is 1×1. */
const weight = (cell: CellKind, name: string) => optional(anyOf([matrix(), number()], parameterText(cell, name)));
/** A bias or peephole: a list; a bare number where it holds one. */
const bias = (cell: CellKind, name: string) => optional(anyOf([vector(), number()], parameterText(cell, name)));

/** By cell: an object with each parameter, all of which may be left out. */
export const parameters = {
  lstm: objectOf(
    {
      W_f: weight("lstm", "W_f"),
      U_f: weight("lstm", "U_f"),
      b_f: bias("lstm", "b_f"),
      W_i: weight("lstm", "W_i"),
      U_i: weight("lstm", "U_i"),
      b_i: bias("lstm", "b_i"),
      W_c: weight("lstm", "W_c"),
      U_c: weight("lstm", "U_c"),
      b_c: bias("lstm", "b_c"),
      W_o: weight("lstm", "W_o"),
      U_o: weight("lstm", "U_o"),
      b_o: bias("lstm", "b_o"),
      p_f: bias("lstm", "p_f"),
      p_i: bias("lstm", "p_i"),
      p_o: bias("lstm", "p_o"),
    },
    closed,
  ),
  gru: objectOf(
    {
      W_r: weight("gru", "W_r"),
      U_r: weight("gru", "U_r"),
      b_r: bias("gru", "b_r"),
      W_z: weight("gru", "W_z"),
      U_z: weight("gru", "U_z"),
      b_z: bias("gru", "b_z"),
      W_n: weight("gru", "W_n"),
      U_n: weight("gru", "U_n"),
      b_n: bias("gru", "b_n"),
      b_hn: bias("gru", "b_hn"),
    },
    closed,
  ),
  rnn: objectOf({ W_h: weight("rnn", "W_h"), U_h: weight("rnn", "U_h"), b_h: bias("rnn", "b_h") }, closed),
  dense: objectOf({ W: weight("dense", "W"), b: bias("dense", "b") }, closed),
};
