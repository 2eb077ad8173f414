/** Shows a blank of an exercise from now on. */
import type { Traced, TraceSession } from "./session.js";

/** The blank with this key (`blankKey`) is hidden no more: it is remembered with the cursor, and the trace is surveyed anew, so that every reader hears of it. */
export async function revealBlank(session: TraceSession, key: string): Promise<Traced | null> {
  const { cursor, traced } = session;
  if (cursor === null || traced === null) return null;
  const revealed = cursor.revealed ?? [];
  if (revealed.includes(key)) return traced;
  session.cursor = { ...cursor, revealed: [...revealed, key] };
  return session.updateTo(traced.updates);
}
