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

/** nextW = W − rate V / (√(scale S) + ε), V and S those after the update. All of `count` doubles, rounded up to 4; the next ones in the same place or another. */
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
  const end = W + ((<usize>count) << 3);
  // Two pairs at a time: the divider, which the others wait for, is given the next pair's root while this one's waits for its own.
  for (; W < end; W += 32) {
    const g0 = v128.load(g);
    const g1 = v128.load(g, 16);
    const v0 = flush(f64x2.add(f64x2.mul(beta1, v128.load(V)), f64x2.mul(rest1, g0)));
    const v1 = flush(f64x2.add(f64x2.mul(beta1, v128.load(V, 16)), f64x2.mul(rest1, g1)));
    const s0 = flush(f64x2.add(f64x2.mul(beta2, v128.load(S)), f64x2.mul(f64x2.mul(rest2, g0), g0)));
    const s1 = flush(f64x2.add(f64x2.mul(beta2, v128.load(S, 16)), f64x2.mul(f64x2.mul(rest2, g1), g1)));
    const below0 = root(f64x2.mul(s0, scale), epsilon, isInside);
    const below1 = root(f64x2.mul(s1, scale), epsilon, isInside);
    storeTwo(nextV, v0, v1);
    storeTwo(nextS, s0, s1);
    const step0 = f64x2.div(f64x2.mul(rate, v0), below0);
    const step1 = f64x2.div(f64x2.mul(rate, v1), below1);
    storeTwo(nextW, f64x2.sub(v128.load(W), step0), f64x2.sub(v128.load(W, 16), step1));
    V += 32;
    S += 32;
    g += 32;
    nextW += 32;
    nextV += 32;
    nextS += 32;
  }
}

/** √s + ε, or √(s + ε). */
function root(s: v128, epsilon: v128, isInside: bool): v128 {
  return isInside ? f64x2.sqrt(f64x2.add(s, epsilon)) : f64x2.add(f64x2.sqrt(s), epsilon);
}

/** Four doubles. */
function storeTwo(at: usize, a: v128, b: v128): void {
  v128.store(at, a);
  v128.store(at, b, 16);
}
