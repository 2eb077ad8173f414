/** Takes pictures of the panel: `node test/host/preview/shots.mjs FOLDER [CASE…] [--widths 700,1400] [--themes light,dark,hc,hc-light]`. */
import { pathToFileURL } from "node:url";
import { bundleTests } from "../../../.build/bundleTests.mjs";

const { outputs, remove } = await bundleTests("preview", ["test/host/preview/shots.ts"], "esm");
try {
  await import(pathToFileURL(outputs[0]).href);
} finally {
  remove();
}
