/** The frame through which the LSTM's kernels find their numbers: the fields of `Lstm` in assembly/lstm.ts, in its order. */

/** Addresses by the names of the trace; those a pass does not use may be left out. */
export interface LstmPlaces {
  readonly U?: number;
  readonly UTransposed?: number;
  readonly z?: number;
  readonly f: number;
  readonly i: number;
  readonly c_tilde: number;
  readonly o: number;
  readonly c: number;
  readonly h: number;
  readonly dh?: number;
  readonly dc?: number;
  readonly dz?: number;
  readonly dhCarried?: number;
  readonly dcCarried?: number;
  readonly tanhC: number;
}

/** The frame's fields. */
export function lstmFrame(H: number, at: LstmPlaces): readonly number[] {
  const { U = 0, UTransposed = 0, z = 0, f, i, c_tilde, o, c, h, dh = 0, dc = 0, dz = 0, dhCarried = 0, dcCarried = 0, tanhC } = at;
  return [H, U, UTransposed, z, f, i, c_tilde, o, c, h, dh, dc, dz, dhCarried, dcCarried, tanhC];
}
