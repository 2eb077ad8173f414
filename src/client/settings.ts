/** The extension's settings; their defaults stand in package.json. */
import { workspace } from "vscode";

/** Digits after the decimal point, whatever a settings file holds. */
export function decimals(): number {
  const settings = workspace.getConfiguration("unroll");
  const isSensible = (value: unknown): value is number => typeof value === "number" && Number.isInteger(value) && value >= 0 && value <= 17;
  const value: unknown = settings.get("decimals");
  return isSensible(value) ? value : (settings.inspect<number>("decimals")?.defaultValue ?? 0);
}

/** Whether right answers are ticked in the text. */
export function hasAnswerTicks(): boolean {
  return workspace.getConfiguration("unroll").get("answerTicks") !== false;
}

/** Tells when a setting has changed. */
export function onSettingsChanged(listener: () => void) {
  return workspace.onDidChangeConfiguration((event) => {
    if (event.affectsConfiguration("unroll")) listener();
  });
}
