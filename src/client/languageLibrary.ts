/**
 * The language client's library: a file of its own beside the extension's, so that neither host reads it before it is needed nor both at one go.
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
