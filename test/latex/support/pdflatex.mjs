/** Finds a pdflatex, installs Debian's where it may, and compiles documents with it. */
import { spawn, spawnSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import path from "node:path";
import { installByApt } from "../../host/launcher/apt.mjs";

/** What a bare article with amsmath needs. */
const debianPackages = ["texlive-latex-base"];

const isThere = () => spawnSync("pdflatex", ["--version"]).status === 0;

/** Installs pdflatex through apt where there is none and this is root; else throws with a line on what to install. */
export function requirePdflatex() {
  if (isThere() || (installByApt(debianPackages) && isThere())) return;
  throw new Error(
    "These tests compile LaTeX: install pdflatex with amsmath (on Debian: apt-get install texlive-latex-base) and run this again.",
  );
}

/**
 * Compiles a document once.
 * @param {string} folder where its files go
 * @param {string} name
 * @param {string} tex
 * @returns {Promise<{ code: number | null, log: string, widest: number }>} `widest` is the greatest overfull in points
 */
export async function compile(folder, name, tex) {
  writeFileSync(path.join(folder, `${name}.tex`), tex);
  const options = ["-interaction=nonstopmode", "-halt-on-error", "-draftmode"];
  // Lines of the log are cut at 79 characters otherwise, in the middle of what is looked for.
  const env = { ...process.env, max_print_line: "1000" };
  const child = spawn("pdflatex", [...options, `${name}.tex`], { cwd: folder, stdio: ["ignore", "pipe", "inherit"], env });
  let log = "";
  child.stdout.on("data", (chunk) => {
    log += chunk;
  });
  const code = await new Promise((resolve) => child.on("close", resolve));
  const overfull = [...log.matchAll(/Overfull \\[hv]box \((\d+\.\d+)pt/g)].map(([, points]) => Number(points));
  return { code: /** @type {number | null} */ (code), log, widest: Math.max(0, ...overfull) };
}
