/** The panel's page: joins the screen, the state and VS Code's message port. */
import { config } from "@vscode/l10n";
import type { ToHost } from "../protocol/panel.js";
import type { Port } from "./connection.js";
import { Panel } from "./panel.js";
import { pressed } from "./press.js";
import type { Keeper } from "./saved.js";
import { Screen } from "./screen.js";

/** VS Code's own global of a webview's page; to be called once. */
declare function acquireVsCodeApi(): Keeper & { postMessage(message: ToHost): void };

const vscode = acquireVsCodeApi();

// Before anything is drawn: what is said is looked up as it is said.
const translation = document.getElementById("translation")?.textContent;
if (translation) config({ contents: translation });

const port: Port = {
  post: (message: ToHost) => vscode.postMessage(message),
  listen: (receive) => addEventListener("message", (event: MessageEvent<unknown>) => receive(event.data)),
};

// The page brings its own landmarks, so it stands in the body itself.
const root = document.createElement("div");
root.id = "app";
document.body.replaceChildren(root);

const screen = new Screen(root);
const panel = new Panel(port, vscode, () => screen.schedule());

addEventListener("error", (event) => panel.failed(event.message));
addEventListener("unhandledrejection", (event) => panel.failed(String(event.reason)));
addEventListener("securitypolicyviolation", (event) =>
  panel.failed(`blocked by the page's policy: ${event.violatedDirective} ${event.blockedURI}`),
);
addEventListener("keydown", (event) => pressed(event, screen.page, panel));

screen.show(panel);
panel.start();
