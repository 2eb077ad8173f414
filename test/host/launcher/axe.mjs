/** Accessibility: what axe-core is asked, wherever it runs. */
import { readFileSync } from "node:fs";
import path from "node:path";
import { root } from "../../../.build/install.mjs";

/** Axe-core itself, to be run in a page. */
export const axeScript = () => readFileSync(path.join(root, "node_modules/axe-core/axe.min.js"), "utf8");

/** @typedef {"all" | "colours"} Rules all, or those alone that a theme decides */

/** @param {Rules} rules */
export const axeOptions = (rules) => ({
  resultTypes: ["violations"],
  ...(rules === "colours" ? { runOnly: ["color-contrast", "link-in-text-block"] } : {}),
});
