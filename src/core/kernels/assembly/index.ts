/** What the kernels' module exports. */
export { adamInside, adamOutside } from "./adam";
export { addMatrixProduct, addRowsBackward, addToRows, packStrips } from "./gemm";
export { addProduct, packPanels } from "./gemv";
export { lstmBackward, lstmBackwardAtOnce, lstmBackwardUnits, lstmForward, lstmForwardAtOnce, lstmForwardUnits } from "./lstm";
export { readNumbers } from "./numbers";
