/** A process of its own for one contestant written in JavaScript: `node worker.mjs MODULE`, a request a line, an answer a line. */
import { writeFileSync } from "node:fs";
import { createInterface } from "node:readline";
import { pathToFileURL } from "node:url";
import { measure } from "./measure.mjs";
import { problemOf } from "./problem.mjs";

/** @typedef {import("./problem.mjs").Contestant} Contestant */
/** @typedef {"forward" | "gradients" | "adam" | "epoch"} Operation */
/**
 * @typedef {{ do: "prepare", size: [number, number, number], valuesTo: string }
 *   | { do: "measure", operation: Operation, warmMs: number, ms: number, cpu: boolean }} Request
 */

/** @type {{ create: (problem: import("./problem.mjs").Problem) => Contestant | Promise<Contestant> }} */
const { create } = await import(pathToFileURL(process.argv[2]).href);
/** @type {Contestant | undefined} */
let contestant;

/** @param {Request} request */
async function answer(request) {
  if (request.do === "prepare") {
    contestant = await create(problemOf(request.size));
    const { h, gradient = [], updated = [] } = await contestant.values();
    writeFileSync(request.valuesTo, Buffer.concat([h, gradient, updated].map((part) => new Uint8Array(Float64Array.from(part).buffer))));
    return {};
  }
  const operation = contestant?.[request.operation];
  return operation ? { ms: await measure(operation, request.warmMs, request.ms, request.cpu) } : {};
}

for await (const line of createInterface({ input: process.stdin })) {
  try {
    process.stdout.write(`${JSON.stringify(await answer(JSON.parse(line)))}\n`);
  } catch (error) {
    process.stdout.write(`${JSON.stringify({ error: String(error) })}\n`);
  }
}
