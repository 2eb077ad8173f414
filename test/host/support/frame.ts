/** The panel as tests outside VS Code see it: a playwright frame. */
import type { Frame } from "playwright-core";

/** Waits until the panel's cursor stands at this step. */
export async function standsAt(panel: Frame, t: number, T: number): Promise<void> {
  await panel
    .locator(".time")
    .filter({ hasText: `t = ${t} / ${T}` })
    .waitFor();
}

/** Waits until the panel's table of a quantity holds this number. */
export async function shows(panel: Frame, quantity: string, number: string): Promise<void> {
  await panel.locator(`#table-${quantity} td`).filter({ hasText: number }).first().waitFor({ state: "attached" });
}
