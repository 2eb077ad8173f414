/** The command line: `unroll trace`, `unroll gradcheck`, `unroll validate`, `unroll check`. */
import { version } from "../../package.json";
import { readArguments } from "./arguments.js";
import { Check } from "./check.js";
import { gradcheck } from "./gradcheck.js";
import { help } from "./help.js";
import { endWithReader, writeAll } from "./output.js";
import { trace } from "./trace.js";
import { validate } from "./validate.js";

const { stdout, stderr } = process;

/** Does what the words ask for and returns the exit code. */
async function run(words: readonly string[]): Promise<number> {
  const asked = readArguments(words);
  switch (asked.kind) {
    case "help":
      await writeAll(stdout, [help]);
      return 0;
    case "version":
      await writeAll(stdout, [`${version}\n`]);
      return 0;
    case "wrong":
      await writeAll(stderr, [`unroll: ${asked.message}\nunroll --help says how it is used\n`]);
      return 2;
    case "validate":
      return validate(
        asked.files,
        (text) => stdout.write(text),
        (text) => stderr.write(text),
      );
    case "gradcheck": {
      const { chunks, remarks, code } = gradcheck(asked.file);
      await writeAll(stderr, remarks);
      await writeAll(stdout, chunks);
      return code;
    }
    case "check": {
      const check = new Check(asked.files, asked.format, (text) => stderr.write(text));
      await writeAll(stdout, check.output());
      return check.code;
    }
    case "trace": {
      const { chunks, remarks, afterwards } = trace(asked.file, asked.how);
      await writeAll(stderr, remarks);
      if (chunks === null) return 2;
      await writeAll(stdout, chunks);
      await writeAll(stderr, afterwards);
      return 0;
    }
  }
}

endWithReader(stdout);
endWithReader(stderr);
run(process.argv.slice(2)).then(
  (code) => {
    process.exitCode = code;
  },
  (fault: unknown) => {
    stderr.write(`unroll: an unexpected fault of Unroll itself\n${fault instanceof Error ? fault.stack : fault}\n`);
    process.exitCode = 2;
  },
);
