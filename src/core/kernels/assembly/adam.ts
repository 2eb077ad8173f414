/** Adam's update of a run of numbers (Kingma & Ba 2015; V is their m, S their v), with ε in its three places. */
import { flush } from "./math";

/** The numbers of an update; `../adam.ts` fills it in this order. */
@unmanaged
class Adam {
  beta1: f64;
  beta2: f64;
  /** α; where ε is "hat", with both corrections in it. */
  rate: f64;
  epsilon: f64;
  /** 1 − β1^t and 1 − β2^t. */
  correctionV: f64;
  correctionS: f64;
}

/** W −= α V_corr / (√S_corr + ε). W, V, S, g: `count` doubles each, of which V and S become those after the update; an odd count is rounded up. */
export function adamOutside(a: Adam, count: i32, W: usize, V: usize, S: usize, g: usize): void {
  for (let at: usize = 0; at < (<usize>count) << 3; at += 16) {
    const v = newV(a, V + at, v128.load(g + at));
    const s = newS(a, S + at, v128.load(g + at));
    const above = f64x2.mul(f64x2.splat(a.rate), f64x2.div(v, f64x2.splat(a.correctionV)));
    const root = f64x2.sqrt(f64x2.div(s, f64x2.splat(a.correctionS)));
    subtract(W + at, f64x2.div(above, f64x2.add(root, f64x2.splat(a.epsilon))));
  }
}

/** W −= rate V / (√S + ε). */
export function adamHat(a: Adam, count: i32, W: usize, V: usize, S: usize, g: usize): void {
  for (let at: usize = 0; at < (<usize>count) << 3; at += 16) {
    const v = newV(a, V + at, v128.load(g + at));
    const s = newS(a, S + at, v128.load(g + at));
    const above = f64x2.mul(f64x2.splat(a.rate), v);
    subtract(W + at, f64x2.div(above, f64x2.add(f64x2.sqrt(s), f64x2.splat(a.epsilon))));
  }
}

/** W −= α V_corr / √(S_corr + ε). */
export function adamInside(a: Adam, count: i32, W: usize, V: usize, S: usize, g: usize): void {
  for (let at: usize = 0; at < (<usize>count) << 3; at += 16) {
    const v = newV(a, V + at, v128.load(g + at));
    const s = newS(a, S + at, v128.load(g + at));
    const above = f64x2.mul(f64x2.splat(a.rate), f64x2.div(v, f64x2.splat(a.correctionV)));
    const below = f64x2.add(f64x2.div(s, f64x2.splat(a.correctionS)), f64x2.splat(a.epsilon));
    subtract(W + at, f64x2.div(above, f64x2.sqrt(below)));
  }
}

/** V = β1 V + (1−β1) g, flushed, stored and returned. */
function newV(a: Adam, V: usize, g: v128): v128 {
  const kept = f64x2.mul(f64x2.splat(a.beta1), v128.load(V));
  const v = flush(f64x2.add(kept, f64x2.mul(f64x2.splat(1 - a.beta1), g)));
  v128.store(V, v);
  return v;
}

/** S = β2 S + (1−β2) g², flushed, stored and returned. */
function newS(a: Adam, S: usize, g: v128): v128 {
  const kept = f64x2.mul(f64x2.splat(a.beta2), v128.load(S));
  const s = flush(f64x2.add(kept, f64x2.mul(f64x2.mul(f64x2.splat(1 - a.beta2), g), g)));
  v128.store(S, s);
  return s;
}

/** W −= step. */
function subtract(W: usize, step: v128): void {
  v128.store(W, f64x2.sub(v128.load(W), step));
}
