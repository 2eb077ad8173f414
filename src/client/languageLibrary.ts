/**
 * The language client's library, bundled into a file of its own: it is needed after the extension, and reading both at one go would hold the host.
 * A part is loaded when it is first asked for.
 */

declare function require(name: "vscode-languageclient"): typeof import("vscode-languageclient");
declare function require(name: "vscode-languageclient/browser"): typeof import("vscode-languageclient/browser");
declare function require(name: "vscode-languageserver-protocol"): typeof import("vscode-languageserver-protocol");

/** What it does in any host. */
export const languageClient = () => require("vscode-languageclient");
/** What that stands on. */
export const languageProtocol = () => require("vscode-languageserver-protocol");
/** What it does in a worker; its part for Node stands in Node's own bundle. */
export const workerClient = () => require("vscode-languageclient/browser");
