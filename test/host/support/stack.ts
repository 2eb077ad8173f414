/** Makes stacks name the TypeScript sources. Node's own mapping is not used: it reads a bundle's map when the bundle loads, which would be measured with it. */
import { existsSync, readFileSync } from "node:fs";
import { SourceMap } from "node:module";
import path from "node:path";
import { fileURLToPath } from "node:url";

/** The stack with every place in a bundle replaced by the one it was made from. */
export function mapStack(stack: string): string {
  const maps = new Map<string, SourceMap | null>();
  return stack.replace(/(\/[^\s()]+\.c?js):(\d+):(\d+)/g, (place, file: string, line: string, column: string) => {
    const map = maps.get(file) ?? readMap(file);
    maps.set(file, map);
    const origin = map?.findOrigin(Number(line), Number(column));
    if (origin === undefined || !("fileName" in origin)) return place;
    const source = origin.fileName.startsWith("file:") ? fileURLToPath(origin.fileName) : path.resolve(path.dirname(file), origin.fileName);
    return `${path.relative(process.env.UNROLL_ROOT ?? "/", source)}:${origin.lineNumber}:${origin.columnNumber}`;
  });
}

function readMap(file: string): SourceMap | null {
  const map = `${file}.map`;
  return existsSync(map) ? new SourceMap(JSON.parse(readFileSync(map, "utf8"))) : null;
}
