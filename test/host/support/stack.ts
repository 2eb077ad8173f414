/** Makes stacks name the TypeScript sources: VS Code's host formats them itself and so switches Node's own mapping off. */
import { findSourceMap } from "node:module";
import path from "node:path";
import { fileURLToPath } from "node:url";

/** The stack with every place in a bundle replaced by the one it was made from. */
export function mapStack(stack: string): string {
  return stack.replace(/(\/[^\s()]+\.cjs):(\d+):(\d+)/g, (place, file: string, line: string, column: string) => {
    const origin = findSourceMap(file)?.findOrigin(Number(line), Number(column));
    if (origin === undefined || !("fileName" in origin)) return place;
    const source = origin.fileName.startsWith("file:") ? fileURLToPath(origin.fileName) : path.resolve(path.dirname(file), origin.fileName);
    return `${path.relative(process.env.UNROLL_ROOT ?? "/", source)}:${origin.lineNumber}:${origin.columnNumber}`;
  });
}
