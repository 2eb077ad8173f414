/** Holds every import in src/ against the table of layers. */
import assert from "node:assert/strict";
import path from "node:path";
import { type Import, importsOf, sources } from "./sources.js";

interface Layer {
  /** Layers it may import. */
  readonly layers: readonly string[];
  /** Layers of which it may import the types only. */
  readonly types?: readonly string[];
  /** Packages it may import, by pattern. */
  readonly packages?: RegExp;
}

const table: Readonly<Record<string, Layer>> = {
  core: { layers: [], packages: /^mathjs$/ },
  document: { layers: ["core"], packages: /^(jsonc-parser|typebox)(\/|$)/ },
  import: { layers: ["core"], types: ["document"] },
  report: { layers: ["core", "document"], packages: /^@vscode\/l10n$/ },
  protocol: { layers: [], types: ["core", "document", "report"] },
  server: {
    layers: ["document", "core", "protocol"],
    packages: /^(vscode-languageserver(-[a-z]+)?|vscode-json-languageservice|vscode-uri|vscode-jsonrpc)(\/|$)/,
  },
  debug: { layers: ["document", "core"], packages: /^@vscode\/debugprotocol$/ },
  webview: { layers: ["protocol", "report"], packages: /^(lit(\/.*)?|@vscode\/l10n)$/ },
  cli: { layers: ["document", "core", "import", "report", "server"], packages: /^node:/ },
  client: {
    layers: ["core", "document", "import", "report", "protocol", "debug"],
    packages: /^(vscode|vscode-languageclient(\/.*)?|vscode-languageserver-protocol|@vscode\/l10n)$/,
  },
};

/** The only files of client and server that may import what one kind of host has. */
const entries: Readonly<Record<string, RegExp>> = {
  "src/client/node.ts": /^(node:.*|vscode-languageclient\/node)$/,
  "src/client/languageLibrary.ts": /^vscode-languageclient\/browser$/,
  "src/server/node.ts": /^(node:.*|vscode-languageserver\/node)$/,
  "src/server/browser.ts": /^vscode-languageserver\/browser$/,
};

const layerOf = (file: string) => file.split("/")[1] ?? "";

/** Why an import is not allowed, or null. */
function fault({ file, from, isTypeOnly }: Import): string | null {
  const own = layerOf(file);
  const layer = table[own];
  if (layer === undefined) return `${file}: the table knows no layer "${own}"`;
  if (!from.startsWith(".")) return packageFault(file, from, layer);
  const target = path.posix.join(path.posix.dirname(file), from);
  if (!target.startsWith("src/")) return isData(target) ? null : `${file} reaches outside src: ${from}`;
  if (!/\.(js|css|svg)$/.test(from) && !isAssembly(file)) return `${file}: "${from}" lacks its .js`;
  const other = layerOf(target);
  if (other === own || layer.layers.includes(other)) return null;
  if (layer.types?.includes(other)) return isTypeOnly ? null : `${file}: ${own} may import only types of ${other}, not ${from}`;
  return `${file}: ${own} may not import ${from}`;
}

function packageFault(file: string, from: string, layer: Layer): string | null {
  const special = Object.values(entries).some((pattern) => pattern.test(from));
  if (special && /^src\/(client|server)\//.test(file)) {
    return entries[file]?.test(from) ? null : `${file}: no file but one for its host may import ${from}`;
  }
  return layer.packages?.test(from) ? null : `${file}: ${layerOf(file)} may not import ${from}`;
}

/** Data the bundler puts in: the manifest, and what is shipped as it is. */
const isData = (target: string) => target === "package.json" || /^media\/.*\.(json|svg|css)$/.test(target);

/** AssemblyScript, which names its files without an ending. */
const isAssembly = (file: string) => file.startsWith("src/core/kernels/assembly/");

describe("the layers of src", () => {
  const files = sources("src", /\.ts$/);
  const imports = files.flatMap(importsOf);

  it("are read: there are files with imports in them", () => {
    assert.ok(files.length > 10 && imports.length > 20, `${files.length} files, ${imports.length} imports`);
  });

  it("import only what the table allows", () => {
    assert.deepEqual(
      imports.map(fault).filter((found) => found !== null),
      [],
    );
  });

  it("keep the expression parser in one file of core", () => {
    const users = imports.filter(({ file, from }) => layerOf(file) === "core" && !from.startsWith(".")).map(({ file }) => file);
    assert.ok(new Set(users).size <= 1, users.join(", "));
  });

  it("keep clocks, randomness and environment out of core and document", () => {
    const forbidden = /\bMath\.random\b|\bDate\.now\b|\bnew Date\b|\bperformance\.|\bprocess\.|\bcrypto\./;
    const users = files.filter(({ file, text }) => /^(core|document)$/.test(layerOf(file)) && forbidden.test(text)).map(({ file }) => file);
    assert.deepEqual(users, []);
  });

  const breaches: readonly (readonly [string, Import])[] = [
    ["core importing document", { file: "src/core/model.ts", from: "../document/problem.js", isTypeOnly: true }],
    ["core importing a package", { file: "src/core/model.ts", from: "lit", isTypeOnly: false }],
    ["document importing Node", { file: "src/document/document.ts", from: "node:fs", isTypeOnly: false }],
    ["protocol importing more than types", { file: "src/protocol/panel.ts", from: "../core/trace.js", isTypeOnly: false }],
    ["client importing the server", { file: "src/client/session.ts", from: "../server/server.js", isTypeOnly: false }],
    ["Node outside the client's entry", { file: "src/client/session.ts", from: "node:fs", isTypeOnly: false }],
    ["the Node client in the browser entry", { file: "src/client/browser.ts", from: "vscode-languageclient/node", isTypeOnly: false }],
    ["the webview importing vscode", { file: "src/webview/main.ts", from: "vscode", isTypeOnly: true }],
    ["an import without its extension", { file: "src/core/model.ts", from: "./trace", isTypeOnly: true }],
    ["an unknown layer", { file: "src/extra/file.ts", from: "./other.js", isTypeOnly: false }],
  ];
  for (const [name, breach] of breaches) {
    it(`would notice ${name}`, () => assert.notEqual(fault(breach), null));
  }

  it("are read from every form an import takes", () => {
    const text = [
      'import { a, type B } from "./a.js";',
      'import type { C } from "./c.js";',
      'import {\n  type D,\n  type E,\n} from "./d.js";',
      'import * as f from "vscode";',
      'import "./g.css";',
      'export { h } from "./h.js";',
      'export * from "./i.js";',
      'const j = await import("./j.js");',
    ].join("\n");
    const found = importsOf({ file: "x.ts", text }).map(({ from, isTypeOnly }) => `${from}${isTypeOnly ? " types" : ""}`);
    assert.deepEqual(found, ["./a.js", "./c.js types", "./d.js types", "vscode", "./g.css", "./h.js", "./i.js", "./j.js"]);
  });
});
