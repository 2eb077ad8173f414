/** What tests inside the extension host do to the window: click, type, read, resize, look. The launcher does it; see launcher/driver.mjs. */
import * as vscode from "vscode";

/** One rule that axe-core found broken. */
export interface AccessibilityFault {
  readonly rule: string;
  readonly impact: string;
  readonly help: string;
  readonly elements: readonly string[];
}

type Box = { readonly x: number; readonly y: number; readonly width: number; readonly height: number };
type PointerOptions = {
  readonly button?: "left" | "right";
  readonly modifiers?: readonly string[];
  readonly position?: { x: number; y: number };
  readonly force?: boolean;
};
type Json = string | number | boolean | null | readonly Json[] | { readonly [name: string]: Json };

/**
 * A page to act on: the workbench, or a panel's inside. Selectors are playwright's (CSS through shadow roots, `text=…`, `role=…`);
 * the first match is meant. Actions wait until they can be done, at most 20 s, and throw then.
 */
export interface Surface {
  click(selector: string, options?: PointerOptions): Promise<void>;
  doubleClick(selector: string, options?: PointerOptions): Promise<void>;
  hover(selector: string, options?: PointerOptions): Promise<void>;
  focus(selector: string): Promise<void>;
  /** Replaces what an input holds. */
  fill(selector: string, text: string): Promise<void>;
  /** Presses a key such as "ArrowRight" or "Control+Home" with the element focused. */
  press(selector: string, key: string): Promise<void>;
  text(selector: string): Promise<string>;
  /** The texts of all matches, at once. */
  texts(selector: string): Promise<string[]>;
  inputValue(selector: string): Promise<string>;
  attribute(selector: string, name: string): Promise<string | null>;
  count(selector: string): Promise<number>;
  isVisible(selector: string): Promise<boolean>;
  isEnabled(selector: string): Promise<boolean>;
  box(selector: string): Promise<Box | null>;
  waitFor(selector: string, state?: "visible" | "hidden" | "attached" | "detached"): Promise<void>;
  /** Waits until a match holds the text. */
  waitForText(selector: string, text: string | RegExp): Promise<void>;
  /** Runs a function in the page; it sees nothing of the test but its argument. */
  evaluate<Result, Argument extends Json = null>(run: (argument: Argument) => Result, argument?: Argument): Promise<Awaited<Result>>;
  /** Waits until a function run in the page gives something true. */
  waitForFunction<Argument extends Json = null>(run: (argument: Argument) => unknown, argument?: Argument): Promise<void>;
  /** What axe-core finds here, by all its rules or by those alone that a theme decides; an empty list is what one wants. */
  accessibilityFaults(rules?: "all" | "colours"): Promise<AccessibilityFault[]>;
  /** Saves test/host/screenshots/NAME.png of this surface and returns its path. */
  screenshot(name: string): Promise<string>;
}

/** The themes every view is tested in. */
export const themes = ["Light Modern", "Dark Modern", "Default High Contrast", "Default High Contrast Light"] as const;

/** The whole window. */
export const workbench: Surface = surface(false, null);

/** The inside of the webview in sight; `has`, a selector, tells which one when several are. */
export const panel = (has?: string): Surface => surface(true, has ?? null);

/** Presses a key wherever the focus is. */
export const pressKey = (key: string): Promise<void> => call(false, null, "keyboardPress", key);

/** Types wherever the focus is. */
export const typeText = (text: string): Promise<void> => call(false, null, "keyboardType", text);

/** Runs a command by its title through the command palette, as a person would. */
export const runFromPalette = (title: string): Promise<void> => call(false, null, "command", title);

/** Prints a line where the tests were started; the host's own console goes to a log. */
export const print = (line: string): Promise<void> => call(false, null, "print", line);

/** Makes the window this many pixels large; it starts at 1280 × 800. */
export const resize = (width: number, height = 800): Promise<void> => call(false, null, "resize", width, height);

/** What the system asks for: less motion, forced colours. `null` takes it back. */
export const emulateMedia = (media: { reducedMotion?: "reduce" | null; forcedColors?: "active" | null }): Promise<void> =>
  call(false, null, "emulateMedia", media);

/** Switches the colour theme and waits until the window shows it. */
export async function setTheme(theme: (typeof themes)[number]): Promise<void> {
  await vscode.workspace.getConfiguration("workbench").update("colorTheme", theme, vscode.ConfigurationTarget.Global);
  const base = {
    "Light Modern": "vs",
    "Dark Modern": "vs-dark",
    "Default High Contrast": "hc-black",
    "Default High Contrast Light": "hc-light",
  }[theme];
  await workbench.waitFor(`.monaco-workbench.${base}`);
}

function surface(isPanel: boolean, has: string | null): Surface {
  const to = <Result>(name: string, ...args: unknown[]) => call<Result>(isPanel, has, name, ...args);
  return {
    click: (selector, options = {}) => to("click", selector, options),
    doubleClick: (selector, options = {}) => to("dblclick", selector, options),
    hover: (selector, options = {}) => to("hover", selector, options),
    focus: (selector) => to("focus", selector),
    fill: (selector, text) => to("fill", selector, text),
    press: (selector, key) => to("press", selector, key),
    text: (selector) => to("innerText", selector),
    texts: (selector) => to("texts", selector),
    inputValue: (selector) => to("inputValue", selector),
    attribute: (selector, name) => to("getAttribute", selector, name),
    count: (selector) => to("count", selector),
    isVisible: (selector) => to("isVisible", selector),
    isEnabled: (selector) => to("isEnabled", selector),
    box: (selector) => to("boundingBox", selector),
    waitFor: (selector, state = "visible") => to("waitFor", selector, { state }),
    waitForText: (selector, text) =>
      to("waitForText", selector, typeof text === "string" ? text : { source: text.source, flags: text.flags }),
    evaluate: (run, argument) => to("evaluate", run.toString(), argument ?? null),
    waitForFunction: (run, argument) => to("waitForFunction", run.toString(), argument ?? null),
    accessibilityFaults: (rules = "all") => to("accessibilityFaults", rules),
    screenshot: (name) => to("screenshot", name),
  };
}

async function call<Result>(isPanel: boolean, has: string | null, name: string, ...args: unknown[]): Promise<Result> {
  const { UNROLL_DRIVER: address = "", UNROLL_DRIVER_TOKEN: token = "" } = process.env;
  // Made here, where the stack still names the test's line.
  const failure = new Error();
  const body = JSON.stringify({ panel: isPanel, has, call: name, args });
  const response = await fetch(address, { method: "POST", headers: { authorization: token }, body });
  const answer = (await response.json()) as { value: Result; error?: string };
  if (answer.error === undefined) return answer.value;
  failure.message = `${isPanel ? "panel" : "workbench"}.${name}(${args.map((argument) => JSON.stringify(argument)).join(", ")}): ${answer.error}`;
  throw failure;
}
