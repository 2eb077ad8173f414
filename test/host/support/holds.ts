/** Tells who held the extension host's event loop: Unroll's own code, or VS Code and the tests beside it. */
import inspector from "node:inspector/promises";
import { type Owner, Samples } from "./samples.js";

/** Milliseconds between two ticks of the watch; a hold is what is longer. */
const interval = 2;
/** Microseconds between two samples of the stack. */
const sampling = 1000;
/** Shorter holds, in milliseconds, are not looked into. */
const least = 16;
/** Holds longer than this, in milliseconds, are told one by one. */
const long = 50;

export interface Hold {
  /** By the clock, in milliseconds. */
  readonly length: number;
  /**
   * Milliseconds of it that the loop was held by what ran in it. Where a machine is crowded the thread waits for a processor, which is
   * no hold of anybody's; while the garbage collector's threads run it waits for these, which is one.
   */
  readonly held: number;
  /** Whose code ran for how many milliseconds, by the profiler's samples, most first. */
  readonly owners: readonly (readonly [Owner, number])[];
  /** What was going on, as the watcher's owner calls it. */
  readonly during: string;
  /** The stack that was met most often, innermost function first. */
  readonly heaviest: string;
}

export interface Holds {
  /** The longest hold, whoever's it was, in milliseconds. */
  readonly longest: number;
  /** The most processor time that Unroll's own code took of any one hold, in milliseconds; what the garbage collector took is nobody's. */
  readonly longestOwn: number;
  /** The holds longer than 50 ms, longest first. */
  readonly long: readonly Hold[];
}

/** A stretch of time in microseconds, by the clock the profiler uses, what of it the thread had the processor for, and what was going on. */
type Stretch = readonly [from: number, to: number, worked: number, during: string];

/** Microseconds for which this thread has had the processor. */
function worked(): number {
  // VS Code's Node has it; the types are those of the oldest Node that runs the command line.
  const { user, system } = (process as unknown as { threadCpuUsage(): NodeJS.CpuUsage }).threadCpuUsage();
  return user + system;
}

const now = () => Number(process.hrtime.bigint() / 1000n);

/** Starts watching; `stop` ends it and tells what was seen. `ownerOf` tells whose a script is by its address, `during` what is going on. */
export async function watchHolds(ownerOf: (url: string) => Owner | null, during: () => string): Promise<{ stop(): Promise<Holds> }> {
  const session = new inspector.Session();
  session.connect();
  await session.post("Profiler.enable");
  await session.post("Profiler.setSamplingInterval", { interval: sampling });
  await session.post("Profiler.start");
  const stretches: Stretch[] = [];
  let [last, lastWorked] = [now(), worked()];
  const timer = setInterval(() => {
    const [tick, tickWorked] = [now(), worked()];
    if (tick - last > (interval + least) * 1000) stretches.push([last, tick, tickWorked - lastWorked, during()]);
    [last, lastWorked] = [tick, tickWorked];
  }, interval);
  return {
    async stop() {
      clearInterval(timer);
      const { profile } = await session.post("Profiler.stop");
      session.disconnect();
      return summary(new Samples(profile, ownerOf), stretches);
    },
  };
}

function summary(samples: Samples, stretches: readonly Stretch[]): Holds {
  const holds = stretches.map(([from, to, worked, during]): Hold & { readonly own: number } => {
    const { owners, heaviest } = samples.between(from, to);
    const ran = (wanted: Owner) => owners.find(([owner]) => owner === wanted)?.[1] ?? 0;
    const [length, had] = [(to - from) / 1000 - interval, worked / 1000];
    return { length, held: Math.min(length, had + ran("garbage collector")), owners, during, heaviest, own: Math.min(ran("Unroll"), had) };
  });
  return {
    longest: Math.max(0, ...holds.map(({ held }) => held)),
    longestOwn: Math.max(0, ...holds.map(({ own }) => own)),
    long: holds.filter(({ held }) => held > long).sort((a, b) => b.held - a.held),
  };
}

/** A hold in one line. */
export function describeHold({ length, held, owners, during, heaviest }: Hold): string {
  const shares = owners.map(([owner, time]) => `${owner} ${time.toFixed(0)}`).join(", ");
  return `held for ${held.toFixed(0)} ms, ${length.toFixed(0)} by the clock (${shares}), in “${during}”, most in ${heaviest}`;
}
