/** What the kernels' module exports. */
export { adamInside, adamOutside } from "./adam";
export { addMatrixProduct, addRowsBackward, addToRows, packStrips } from "./gemm";
export { addProduct, packPanels } from "./gemv";
export { lstmBackward, lstmBackwardUnits, lstmForward, lstmForwardUnits } from "./lstm";
