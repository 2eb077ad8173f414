/** σ and tanh of two doubles at once; `../../exponential.ts` is the same arithmetic one double at a time and says why each line is there. */

/** Where a constant stands in `constants`. */
enum Constant {
  negativeZero,
  one,
  two,
  four,
  half,
  log2e,
  ln2High,
  ln2Low,
  round,
  roundAndRaise,
  lower,
  leastSigmoid,
  leastTanh,
  bend,
  c3,
  c4,
  c5,
  c6,
  c7,
  c8,
  c9,
  c10,
  c11,
  least,
}

/** In memory, because engines build a constant that stands in the code anew at every use, which takes three times as long as a load. */
const constants: usize = memory.data<f64>([
  -0.0,
  1,
  2,
  4,
  0.5,
  Math.LOG2E,
  0.6931471803691238,
  1.9082149292705877e-10,
  6755399441055744,
  6755399441055808,
  5.421010862427522e-20,
  -746,
  -80,
  -1.1,
  0.1666666666666668,
  0.04166666666661973,
  0.008333333333319022,
  0.001388888892061519,
  0.00019841269894174104,
  2.480151621226011e-5,
  2.7557235292718813e-6,
  2.76222807188028e-7,
  2.5112306207236095e-8,
  1e-300,
]);

/** A constant, twice. */
function constant(index: Constant): v128 {
  return v128.load64_splat(constants + ((<usize>index) << 3));
}

/** a · b + c, rounded twice: fused products would differ from processor to processor. */
export function mulAdd(a: v128, b: v128, c: v128): v128 {
  return f64x2.add(f64x2.mul(a, b), c);
}

/** v · constant + constant. */
function line(v: v128, slope: Constant, start: Constant): v128 {
  return mulAdd(v, constant(slope), constant(start));
}

/** y − n · ln 2, at most ln 2 / 2 in size where n is the whole number nearest to y / ln 2. */
function reduce(y: v128, n: v128): v128 {
  const high = f64x2.sub(y, f64x2.mul(n, constant(Constant.ln2High)));
  return f64x2.sub(high, f64x2.mul(n, constant(Constant.ln2Low)));
}

/** e^r − 1 for |r| ≤ ln 2 / 2. */
function expm1OfReduced(r: v128): v128 {
  const r2 = f64x2.mul(r, r);
  const r4 = f64x2.mul(r2, r2);
  const low = mulAdd(line(r, Constant.c5, Constant.c4), r2, line(r, Constant.c3, Constant.half));
  const high = mulAdd(line(r, Constant.c9, Constant.c8), r2, line(r, Constant.c7, Constant.c6));
  const sum = mulAdd(mulAdd(line(r, Constant.c11, Constant.c10), r4, high), r4, low);
  return mulAdd(r2, sum, r);
}

/** The parts of σ and tanh are functions of their own so that a loop can take several numbers through each side by side: one alone leaves the processor waiting. */

/** The exponent of σ: −|z|, no less than where σ is 0. */
export function sigmoidExponent(z: v128): v128 {
  return f64x2.pmax(v128.or(z, constant(Constant.negativeZero)), constant(Constant.leastSigmoid));
}

/** The whole number n nearest to y / ln 2, as n + 64 in the low bits. */
export function sigmoidShift(y: v128): v128 {
  return line(y, Constant.log2e, Constant.roundAndRaise);
}

/** e^r − 1, r what n leaves of y. */
export function sigmoidRest(y: v128, shift: v128): v128 {
  return expm1OfReduced(reduce(y, f64x2.sub(shift, constant(Constant.roundAndRaise))));
}

/** σ(z) as 1 / (1 + e), below 0 as e / (1 + e), e the exponential of the exponent. */
export function sigmoidValue(z: v128, shift: v128, rest: v128): v128 {
  const one = constant(Constant.one);
  // The low bits of `shift` go to the exponent, and 2^−64 takes their 64 back, to a denormal if need be.
  const e = f64x2.mul(i64x2.add(f64x2.add(one, rest), i64x2.shl(shift, 52)), constant(Constant.lower));
  return f64x2.div(v128.bitselect(e, one, f64x2.lt(z, f64x2.splat(0))), f64x2.add(one, e));
}

/** The exponent of tanh: −2|x|, no less than where tanh is ±1. */
export function tanhExponent(x: v128): v128 {
  const negative = v128.or(x, constant(Constant.negativeZero));
  return f64x2.pmax(f64x2.add(negative, negative), constant(Constant.leastTanh));
}

/** n in the low bits. */
export function tanhShift(y: v128): v128 {
  return line(y, Constant.log2e, Constant.round);
}

/** e^r − 1, r what n leaves of y. */
export function tanhRest(y: v128, shift: v128): v128 {
  return expm1OfReduced(reduce(y, f64x2.sub(shift, constant(Constant.round))));
}

/** tanh x as −(e − 1) / (1 + e), for larger |x| as 1 − 2e / (1 + e), with the sign of x. */
export function tanhValue(x: v128, y: v128, shift: v128, rest: v128): v128 {
  const two = constant(Constant.two);
  const power = i64x2.add(i64x2.shl(shift, 52), two);
  const product = f64x2.mul(power, rest);
  const less1 = f64x2.add(product, f64x2.sub(power, two));
  const whole = f64x2.add(product, power);
  const isLarge = f64x2.lt(y, constant(Constant.bend));
  const above = v128.bitselect(f64x2.add(whole, whole), less1, isLarge);
  const ratio = f64x2.div(above, f64x2.add(constant(Constant.four), less1));
  const size = f64x2.sub(v128.and(isLarge, constant(Constant.one)), ratio);
  return v128.or(size, v128.and(x, constant(Constant.negativeZero)));
}

/** v, with 0 where |v| < 1e-300: denormals would slow every step after them by two orders of magnitude. */
export function flush(v: v128): v128 {
  return v128.andnot(v, f64x2.lt(f64x2.abs(v), constant(Constant.least)));
}

/** Both doubles to address `at`, or the first alone where the second is the next row's. */
export function storePair(at: usize, v: v128, isPair: bool): void {
  if (isPair) v128.store(at, v);
  else v128.store64_lane(at, v, 0);
}
