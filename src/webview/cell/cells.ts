/** Each kind of cell's drawing. */
import type { Cell } from "../names.js";
import { dense } from "./dense.js";
import type { CellDrawing } from "./frame.js";
import { gru } from "./gru.js";
import { lstm } from "./lstm.js";
import { rnn } from "./rnn.js";

export const cells: Readonly<Record<Cell, CellDrawing>> = { lstm, gru, rnn, dense };
