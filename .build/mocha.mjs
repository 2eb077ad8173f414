/** Runs bundled test files with mocha, in this process or in several that it starts, and sends the counts to the parent: `node mocha.mjs '{"files":[…],…}'`. */
import Mocha from "mocha";

/** @type {{ files: string[], grep?: string, timeout: number, jobs: number }} */
const { files, grep, timeout, jobs } = JSON.parse(process.argv[2]);

// An orderly exit lets what the tests started be ended on the way out.
for (const signal of ["SIGINT", "SIGTERM"]) process.once(signal, () => process.exit(130));

const mocha = new Mocha({ ui: "bdd", reporter: "spec", timeout, forbidOnly: true, forbidPending: true, parallel: jobs > 1, jobs });
Mocha.reporters.Base.useColors = process.stdout.isTTY === true;
if (grep !== undefined) mocha.grep(grep);
for (const file of files) mocha.addFile(file);
if (jobs === 1) await mocha.loadFilesAsync();
const runner = mocha.run((failures) => {
  const passed = runner.stats?.passes ?? 0;
  const done = () => process.exit(failures > 0 ? 1 : 0);
  if (process.send) process.send({ passed, failed: failures }, done);
  else done();
});
