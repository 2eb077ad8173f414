/** Adam's update of a run of numbers (Kingma & Ba 2015; V is their m, S their v), with ε in its places. */
import { flush } from "./math";

/** The numbers of an update; `../adam.ts` fills it in this order. */
@unmanaged
class Adam {
  beta1: f64;
  beta2: f64;
  rate: f64;
  epsilon: f64;
  /** What S is multiplied by under the root. */
  scale: f64;
}

/** nextW = W − rate V / (√(scale S) + ε), V and S those after the update. All of `count` doubles, an odd count rounded up; the next ones in the same place or another. */
export function adamOutside(a: Adam, count: i32, W: usize, V: usize, S: usize, g: usize, nextW: usize, nextV: usize, nextS: usize): void {
  update(a, count, W, V, S, g, nextW, nextV, nextS, false);
}

/** nextW = W − rate V / √(scale S + ε). */
export function adamInside(a: Adam, count: i32, W: usize, V: usize, S: usize, g: usize, nextW: usize, nextV: usize, nextS: usize): void {
  update(a, count, W, V, S, g, nextW, nextV, nextS, true);
}

/** V = β1 V + (1−β1) g, S = β2 S + (1−β2) g², both flushed, then W. */
function update(
  a: Adam,
  count: i32,
  W: usize,
  V: usize,
  S: usize,
  g: usize,
  nextW: usize,
  nextV: usize,
  nextS: usize,
  isInside: bool,
): void {
  // In locals, because between stores to memory an engine loads a field anew at every use.
  const beta1 = f64x2.splat(a.beta1);
  const beta2 = f64x2.splat(a.beta2);
  const rest1 = f64x2.splat(1 - a.beta1);
  const rest2 = f64x2.splat(1 - a.beta2);
  const rate = f64x2.splat(a.rate);
  const epsilon = f64x2.splat(a.epsilon);
  const scale = f64x2.splat(a.scale);
  const end = (<usize>count) << 3;
  for (let at: usize = 0; at < end; at += 16) {
    const slope = v128.load(g + at);
    const v = flush(f64x2.add(f64x2.mul(beta1, v128.load(V + at)), f64x2.mul(rest1, slope)));
    const s = flush(f64x2.add(f64x2.mul(beta2, v128.load(S + at)), f64x2.mul(f64x2.mul(rest2, slope), slope)));
    const scaled = f64x2.mul(s, scale);
    const below = isInside ? f64x2.sqrt(f64x2.add(scaled, epsilon)) : f64x2.add(f64x2.sqrt(scaled), epsilon);
    v128.store(nextV + at, v);
    v128.store(nextS + at, s);
    v128.store(nextW + at, f64x2.sub(v128.load(W + at), f64x2.div(f64x2.mul(rate, v), below)));
  }
}
