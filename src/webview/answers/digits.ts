/** Which digits of a claimed number differ from the computed one. */

/** A run of characters. */
export interface Run {
  readonly text: string;
  readonly differs: boolean;
}

/** A number as a JSON text: sign, digits with their point, exponent. */
const parts = /^(-?)(\d+(?:\.\d+)?)((?:[eE].*)?)$/;

/**
 * The claimed text cut where it begins or ends to differ from the computed one, both written down to the same digit. Digits are compared place by place
 * from the last one; another sign makes every digit differ, and so does another exponent.
 */
export function differingRuns(claimed: string, computed: string): readonly Run[] {
  const [own, other] = [parts.exec(claimed), parts.exec(computed)];
  const isAlike = own !== null && other !== null && own[1] === other[1] && own[3] === other[3] && fraction(own[2]) === fraction(other[2]);
  if (!isAlike) return [{ text: claimed, differs: claimed !== computed }];
  const shift = other[2].length - own[2].length;
  const start = own[1].length;
  const end = start + own[2].length;
  const differs = (at: number): boolean => at >= start && at < end && own[2][at - start] !== other[2][at - start + shift];
  const runs: Run[] = [];
  let from = 0;
  for (let at = 1; at <= claimed.length; at++) {
    if (at < claimed.length && differs(at) === differs(from)) continue;
    runs.push({ text: claimed.slice(from, at), differs: differs(from) });
    from = at;
  }
  // Where only digits in front are missing, nothing of what is written differs, and yet the whole does.
  return runs.some((run) => run.differs) || claimed === computed ? runs : [{ text: claimed, differs: true }];
}

/** Digits behind the point. */
function fraction(digits: string): number {
  return digits.split(".")[1]?.length ?? 0;
}

/** Characters to stand behind a number so that the points of a column stand below one another. */
export function padding(text: string, decimals: number): number {
  const match = parts.exec(text);
  if (match === null || match[3] !== "") return 0;
  const own = fraction(match[2]);
  return Math.max(0, own === 0 && decimals > 0 ? decimals + 1 : decimals - own);
}
