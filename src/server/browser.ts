/** The language server as a web worker: over the worker's own messages. Where no worker runs this, Node's entry file takes `serve` from its bundle. */
import { BrowserMessageReader, BrowserMessageWriter, createConnection } from "vscode-languageserver/browser";
import { serve } from "./server.js";

export { serve };

if (typeof WorkerGlobalScope === "function" && self instanceof WorkerGlobalScope) {
  const connection = createConnection(new BrowserMessageReader(self), new BrowserMessageWriter(self));
  // Nothing else would end a worker: it has no process to watch.
  connection.onExit(() => self.close());
  serve(connection);
}
