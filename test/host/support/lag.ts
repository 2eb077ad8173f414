/** Measures for how long the extension host's event loop was held. */
import { monitorEventLoopDelay } from "node:perf_hooks";
import * as vscode from "vscode";

/** Milliseconds by which a timer of this host fired late. */
export interface Lag {
  readonly p50: number;
  readonly p99: number;
  readonly max: number;
}

const resolution = 2;

/** Starts watching; stop() ends it and tells what was seen. */
export function monitorLag(): { stop(): Lag } {
  const histogram = monitorEventLoopDelay({ resolution });
  histogram.enable();
  // The histogram holds the time between two ticks of its timer, in nanoseconds: what exceeds the interval is lag.
  const lag = (nanoseconds: number) => Math.max(0, nanoseconds / 1e6 - resolution);
  return {
    stop() {
      histogram.disable();
      return { p50: lag(histogram.percentile(50)), p99: lag(histogram.percentile(99)), max: lag(histogram.max) };
    },
  };
}

/**
 * Lets VS Code's own extensions start, which they do late and heavily, and waits until the host has been idle for a second;
 * at most 20 s.
 */
export async function settle(): Promise<void> {
  // Changing a setting opens a file of this language, which wakes the extensions for JSON and TypeScript.
  await vscode.workspace.openTextDocument({ language: "jsonc" });
  const deadline = performance.now() + 20_000;
  const starters = vscode.extensions.all.filter(({ packageJSON }) => packageJSON.activationEvents?.includes("onStartupFinished"));
  while (performance.now() < deadline) {
    const monitor = monitorLag();
    await new Promise((resolve) => setTimeout(resolve, 1000));
    if (monitor.stop().max < 20 && starters.every(({ isActive }) => isActive)) return;
  }
}

/** Runs an action and tells for how long at most it held the event loop at one stretch, in milliseconds. */
export async function longestHold(action: () => unknown): Promise<number> {
  const monitor = monitorLag();
  await pause();
  await action();
  // A stretch is counted by the first tick behind it.
  await pause();
  return monitor.stop().max;
}

const pause = () => new Promise((resolve) => setTimeout(resolve, 4 * resolution));
