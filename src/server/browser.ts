/** The language server as a web worker: over the worker's own messages. Where no worker runs this, Node's entry file and the command line take from its bundle what they share with it. */
import { BrowserMessageReader, BrowserMessageWriter, createConnection } from "vscode-languageserver/browser";
import { readDocument } from "../document/document.js";
import { serve } from "./server.js";

export { readDocument, serve };

if (typeof WorkerGlobalScope === "function" && self instanceof WorkerGlobalScope) {
  const connection = createConnection(new BrowserMessageReader(self), new BrowserMessageWriter(self));
  // Nothing else would end a worker: it has no process to watch.
  connection.onExit(() => self.close());
  serve(connection);
}
