/** The names the extension has in VS Code, as package.json contributes them. */
export const languageId = "lstm-json";
export const viewType = "unroll.trace";

export const commandIds = {
  openTrace: "unroll.openTrace",
  stepForward: "unroll.stepForward",
  stepBack: "unroll.stepBack",
  runToEnd: "unroll.runToEnd",
  reset: "unroll.reset",
  goToStep: "unroll.goToStep",
  computeLoss: "unroll.computeLoss",
  takeAdamStep: "unroll.takeAdamStep",
  undoAdamStep: "unroll.undoAdamStep",
  train: "unroll.train",
  writeParameters: "unroll.writeParameters",
  checkGradients: "unroll.checkGradients",
  whatIf: "unroll.whatIf",
  applyWhatIf: "unroll.applyWhatIf",
  discardWhatIf: "unroll.discardWhatIf",
  checkAnswers: "unroll.checkAnswers",
  explainAtCursor: "unroll.explainValueAtCursor",
  revealValue: "unroll.revealValue",
  compareWith: "unroll.compareWith",
  newFromExample: "unroll.newFromExample",
  exportTrace: "unroll.exportTrace",
  exportFigure: "unroll.exportFigure",
  /** Behind the status bar and the CodeLens; not in the palette. */
  goToFault: "unroll.goToFault",
} as const;
