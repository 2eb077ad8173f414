/** σ and tanh of a run of numbers. */
import { sigmoidExponent, sigmoidRest, sigmoidShift, sigmoidValue, storePair, tanhExponent, tanhRest, tanhShift, tanhValue } from "./math";

/** `count` doubles from `target` on = σ of those from `z` on. */
export function sigmoidInto(count: i32, z: usize, target: usize): void {
  for (; count >= 8; count -= 8) {
    sigmoidOf8(z, target);
    z += 64;
    target += 64;
  }
  for (; count > 0; count -= 2) {
    const v = v128.load(z);
    const y = sigmoidExponent(v);
    const shift = sigmoidShift(y);
    storePair(target, sigmoidValue(v, shift, sigmoidRest(y, shift)), count > 1);
    z += 16;
    target += 16;
  }
}

/** Four pairs side by side. */
function sigmoidOf8(z: usize, target: usize): void {
  const a = v128.load(z);
  const b = v128.load(z, 16);
  const c = v128.load(z, 32);
  const d = v128.load(z, 48);
  const aExponent = sigmoidExponent(a);
  const bExponent = sigmoidExponent(b);
  const cExponent = sigmoidExponent(c);
  const dExponent = sigmoidExponent(d);
  const aShift = sigmoidShift(aExponent);
  const bShift = sigmoidShift(bExponent);
  const cShift = sigmoidShift(cExponent);
  const dShift = sigmoidShift(dExponent);
  const aRest = sigmoidRest(aExponent, aShift);
  const bRest = sigmoidRest(bExponent, bShift);
  const cRest = sigmoidRest(cExponent, cShift);
  const dRest = sigmoidRest(dExponent, dShift);
  v128.store(target, sigmoidValue(a, aShift, aRest));
  v128.store(target, sigmoidValue(b, bShift, bRest), 16);
  v128.store(target, sigmoidValue(c, cShift, cRest), 32);
  v128.store(target, sigmoidValue(d, dShift, dRest), 48);
}

/** `count` doubles from `target` on = tanh of those from `x` on. */
export function tanhInto(count: i32, x: usize, target: usize): void {
  for (; count >= 8; count -= 8) {
    tanhOf8(x, target);
    x += 64;
    target += 64;
  }
  for (; count > 0; count -= 2) {
    const v = v128.load(x);
    const y = tanhExponent(v);
    const shift = tanhShift(y);
    storePair(target, tanhValue(v, y, shift, tanhRest(y, shift)), count > 1);
    x += 16;
    target += 16;
  }
}

/** Four pairs side by side. */
function tanhOf8(x: usize, target: usize): void {
  const a = v128.load(x);
  const b = v128.load(x, 16);
  const c = v128.load(x, 32);
  const d = v128.load(x, 48);
  const aExponent = tanhExponent(a);
  const bExponent = tanhExponent(b);
  const cExponent = tanhExponent(c);
  const dExponent = tanhExponent(d);
  const aShift = tanhShift(aExponent);
  const bShift = tanhShift(bExponent);
  const cShift = tanhShift(cExponent);
  const dShift = tanhShift(dExponent);
  const aRest = tanhRest(aExponent, aShift);
  const bRest = tanhRest(bExponent, bShift);
  const cRest = tanhRest(cExponent, cShift);
  const dRest = tanhRest(dExponent, dShift);
  v128.store(target, tanhValue(a, aExponent, aShift, aRest));
  v128.store(target, tanhValue(b, bExponent, bShift, bRest), 16);
  v128.store(target, tanhValue(c, cExponent, cShift, cRest), 32);
  v128.store(target, tanhValue(d, dExponent, dShift, dRest), 48);
}
