/** Tells who held the extension host's event loop: Unroll's own code, or VS Code and the tests beside it. */
import inspector from "node:inspector/promises";

/** Milliseconds between two ticks of the watch; a hold is what is longer. */
const interval = 2;
/** Microseconds between two samples of the stack. */
const sampling = 1000;
/** Shorter holds are not looked into. */
const least = 16;

export interface Holds {
  /** The longest hold, whoever's it was, in milliseconds. */
  readonly longest: number;
  /** The most processor time that Unroll's own code took of any one hold, in milliseconds; what the garbage collector took is nobody's. */
  readonly longestOwn: number;
}

/** A stretch of time in microseconds, by the clock the profiler uses, and what of it the thread had the processor for. */
type Stretch = readonly [from: number, to: number, worked: number];

/** Microseconds for which this thread has had the processor: where a machine is crowded it waits in between, which is no hold of anybody's. */
function worked(): number {
  // VS Code's Node has it; the types are those of the oldest Node that runs the command line.
  const { user, system } = (process as unknown as { threadCpuUsage(): NodeJS.CpuUsage }).threadCpuUsage();
  return user + system;
}

const now = () => Number(process.hrtime.bigint() / 1000n);

/** Starts watching; `stop` ends it and tells what was seen. `own` tells Unroll's scripts by their address. */
export async function watchHolds(own: (url: string) => boolean): Promise<{ stop(): Promise<Holds> }> {
  const session = new inspector.Session();
  session.connect();
  await session.post("Profiler.enable");
  await session.post("Profiler.setSamplingInterval", { interval: sampling });
  await session.post("Profiler.start");
  const stretches: Stretch[] = [];
  let [last, lastWorked] = [now(), worked()];
  const timer = setInterval(() => {
    const [tick, tickWorked] = [now(), worked()];
    if (tick - last > (interval + least) * 1000) stretches.push([last, tick, tickWorked - lastWorked]);
    [last, lastWorked] = [tick, tickWorked];
  }, interval);
  return {
    async stop() {
      clearInterval(timer);
      const { profile } = await session.post("Profiler.stop");
      session.disconnect();
      const longest = Math.max(0, ...stretches.map(([from, to]) => (to - from) / 1000 - interval));
      return { longest, longestOwn: Math.max(0, ...ownTimes(profile, stretches, own)) };
    },
  };
}

/** For each stretch, the milliseconds in which a function of Unroll's was running or had called what ran. */
function ownTimes(profile: inspector.Profiler.Profile, stretches: readonly Stretch[], own: (url: string) => boolean): readonly number[] {
  const ownNodes = nodesBelow(profile.nodes, own);
  const { samples = [], timeDeltas = [] } = profile;
  const times = stretches.map(() => 0);
  let at = profile.startTime;
  let stretch = 0;
  for (const [index, node] of samples.entries()) {
    at += timeDeltas[index];
    while (stretch < stretches.length && stretches[stretch][1] < at) stretch++;
    if (stretch === stretches.length) break;
    if (at > stretches[stretch][0] && ownNodes.has(node)) times[stretch] += timeDeltas[index] / 1000;
  }
  return times.map((time, at) => Math.min(time, stretches[at][2] / 1000));
}

/** The nodes whose function, or a caller's of it, stands in a script of the wanted kind. */
function nodesBelow(nodes: readonly inspector.Profiler.ProfileNode[], isWanted: (url: string) => boolean): ReadonlySet<number> {
  const byId = new Map(nodes.map((node) => [node.id, node]));
  const found = new Set<number>();
  const add = (id: number): void => {
    found.add(id);
    for (const child of byId.get(id)?.children ?? []) add(child);
  };
  for (const { id, callFrame } of nodes) if (isWanted(callFrame.url) && !found.has(id)) add(id);
  return found;
}
