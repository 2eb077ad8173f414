/** The language server as a process: over the channel its command line names (IPC from VS Code, `--stdio` from anything else). */
import { createConnection, ProposedFeatures } from "vscode-languageserver/node";
import { serve } from "./server.js";

serve(createConnection(ProposedFeatures.all));
