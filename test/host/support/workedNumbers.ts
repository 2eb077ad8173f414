/** What the panel's tables say of the worked example, step by step. */
export const workedNumbers = {
  f: ["0.7685", "0.2330"],
  i: ["0.2497", "0.4588"],
  c_tilde: ["0.9051", "−0.5875"],
  o: ["0.9781", "0.8892"],
  c: ["0.2261", "−0.2169"],
  h: ["0.2174", "−0.1899"],
  loss: ["0.0799", "0.9799"],
} as const;
