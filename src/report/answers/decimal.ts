/** Numbers as they are written in decimal, and doubles rounded at such digits: exactly, in whole numbers. */

/** A number as somebody wrote it: units · 10^exponent, the unit being the last digit written. */
export interface Written {
  readonly text: string;
  /** The digits as a whole number, with its sign. */
  readonly units: bigint;
  /** 10^exponent is the unit claimed. */
  readonly exponent: number;
  /** Digits from the first that is not 0 on; trailing zeros count. */
  readonly significant: number;
  readonly isScientific: boolean;
  readonly value: number;
}

/** No double has a digit outside 10^−1074 … 10^308: beyond these places all digits are 0. */
const finest = -1100;
const coarsest = 400;
/** Longer digits are written as the shortest text of the double instead. */
const mostDigits = 40;

/** Reads a JSON number as it stands in the text: `0.2330` has the unit 0.0001, `1e-3` the unit 0.001. Throws where it is none. */
export function readWritten(text: string): Written {
  const match = /^(-?)(\d+)(?:\.(\d+))?(?:[eE]([+-]?\d+))?$/.exec(text);
  if (match === null) throw new Error(`${text} is no number`);
  const [, sign, whole, fraction = "", power] = match;
  const digits = whole + fraction;
  const units = BigInt(digits);
  return {
    text,
    units: sign === "-" ? -units : units,
    exponent: Number(power ?? 0) - fraction.length,
    significant: digits.replace(/^0+/, "").length,
    isScientific: power !== undefined,
    value: Number(text),
  };
}

/** Where a double is taken apart. */
const bytes = new DataView(new ArrayBuffer(8));

/** A finite double as mantissa · 2^exponent, without loss. */
function partsOf(value: number): { readonly mantissa: bigint; readonly exponent: number } {
  bytes.setFloat64(0, value);
  const bits = bytes.getBigUint64(0);
  const power = Number((bits >> 52n) & 0x7ffn);
  const fraction = bits & 0xfffffffffffffn;
  const size = power === 0 ? fraction : fraction | 0x10000000000000n;
  return { mantissa: value < 0 ? -size : size, exponent: Math.max(power, 1) - 1075 };
}

/** |value| / 10^exponent as a fraction of whole numbers. */
function fractionOf(value: number, exponent: number): { readonly over: bigint; readonly under: bigint } {
  const { mantissa, exponent: power } = partsOf(Math.abs(value));
  const over = mantissa * (power > 0 ? 2n ** BigInt(power) : 1n) * (exponent < 0 ? 10n ** BigInt(-exponent) : 1n);
  const under = (power < 0 ? 2n ** BigInt(-power) : 1n) * (exponent > 0 ? 10n ** BigInt(exponent) : 1n);
  return { over, under };
}

/** A finite double in units of 10^exponent, rounded half away from zero by its exact decimal expansion. Null where the unit is too fine for it. */
export function unitsAt(value: number, exponent: number): bigint | null {
  if (value === 0 || exponent > coarsest) return 0n;
  if (exponent < finest) return null;
  const { over, under } = fractionOf(value, exponent);
  const units = over / under;
  const size = 2n * (over % under) >= under ? units + 1n : units;
  return value < 0 ? -size : size;
}

/** The same, cut off instead of rounded. */
export function cutOffAt(value: number, exponent: number): bigint | null {
  if (value === 0 || exponent > coarsest) return 0n;
  if (exponent < finest) return null;
  const { over, under } = fractionOf(value, exponent);
  return value < 0 ? -(over / under) : over / under;
}

/** A double rounded to so many decimals, half away from zero, as a double; what is not finite stays as it is. */
export function roundTo(value: number, decimals: number): number {
  if (!Number.isFinite(value) || Math.abs(value) >= 2 ** 53) return value;
  const units = unitsAt(value, -decimals);
  return units === null ? value : Number(plainText(units, -decimals));
}

/** `0.2330`: units · 10^exponent with every digit down to the unit, and no negative zero. */
function plainText(units: bigint, exponent: number): string {
  const sign = units < 0n ? "-" : "";
  const digits = String(units < 0n ? -units : units);
  if (exponent >= 0) return units === 0n ? "0" : sign + digits + "0".repeat(exponent);
  const padded = digits.padStart(1 - exponent, "0");
  return `${sign}${padded.slice(0, exponent)}.${padded.slice(exponent)}`;
}

/** `1.24e-3`: one digit before the point, down to the same unit. */
function scientificText(units: bigint, exponent: number): string {
  if (units === 0n) return `0e${exponent}`;
  const sign = units < 0n ? "-" : "";
  const digits = String(units < 0n ? -units : units);
  const fraction = digits.slice(1);
  return `${sign}${digits[0]}${fraction === "" ? "" : `.${fraction}`}e${exponent + fraction.length}`;
}

/** A computed double with the digits that `written` claims, in its notation: a text the file could hold. What is not finite is `NaN`, `Infinity`, `-Infinity`. */
export function textLike(value: number, { exponent, isScientific }: Pick<Written, "exponent" | "isScientific">): string {
  if (!Number.isFinite(value)) return String(value);
  const units = unitsAt(value, exponent);
  if (units === null || String(units).length > mostDigits || (!isScientific && exponent > mostDigits)) return String(value);
  return isScientific ? scientificText(units, exponent) : plainText(units, exponent);
}
