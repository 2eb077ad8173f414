/** The time of a page without VS Code. */
const { port1, port2 } = new MessageChannel();
const waiting: (() => void)[] = [];
port1.onmessage = () => waiting.shift()?.();

/** In a task of its own, as a message from elsewhere is; a timer's least delay would be one that VS Code does not have. */
export function soon(run: () => void): void {
  waiting.push(run);
  port2.postMessage(null);
}

export const clock = {
  now: () => performance.now(),
  pause: () => new Promise<void>((resolve) => soon(resolve)),
  delay: (milliseconds: number) => new Promise<void>((resolve) => setTimeout(resolve, milliseconds)),
};
