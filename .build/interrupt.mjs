/** Ends what a run has started when the run itself is told to end. */

/** @type {Set<(signal: NodeJS.Signals) => void>} */
const actions = new Set();
let interrupted = false;

/** Whether a signal has come; the run starts nothing new then. */
export const wasInterrupted = () => interrupted;

/** From now on the first signal runs the actions and lets the run wind down. */
export function listenForInterrupts() {
  for (const signal of /** @type {const} */ (["SIGINT", "SIGTERM", "SIGHUP"])) {
    process.on(signal, () => {
      if (interrupted) return;
      interrupted = true;
      for (const action of actions) action(signal);
    });
  }
}

/**
 * Registers what to do on a signal.
 * @param {(signal: NodeJS.Signals) => void} action
 * @returns {() => void} takes it back
 */
export function onInterrupt(action) {
  actions.add(action);
  return () => actions.delete(action);
}
