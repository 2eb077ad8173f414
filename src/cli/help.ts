/** What `unroll --help` prints. */

export const help = `Unroll shows what a recurrent network computes, step by step.

Usage:
  unroll trace FILE [--updates N] [--format table|json|csv|md|tex] [--decimals N]
      Prints the trace of a .lstm.json file: every gate, state and loss of every step.
      --updates   takes N Adam updates and prints them too (csv: in place of the steps)
      --format    table (default) to read; json and csv hold every digit; md and tex are a worked solution, every equation with
                  the numbers put in (of a long trace the first steps, and every step in its table up to 2,000 rows)
      --decimals  digits after the point in a table, md and tex, 4 unless given

  unroll gradcheck FILE
      Compares each parameter's gradient with central differences of the loss:
      |a-n| / (|a|+|n|+1e-8), |.| the Euclidean norm; kinks are named and not compared

  unroll validate FILE...
      Prints a line for each fault: FILE:LINE:COL: message

  unroll check FILE... [--format text|json|csv]
      Checks the answers under "expect" to the digits they are written with, and prints a line for each that is not right:
      FILE:LINE:COL: wrong: ... or FILE:LINE:COL: last digit: ..., with the computed value, the answer it follows from or
      the slip that gives it; then a summary
      --format    text (default) to read; json and csv have a row for each file and answer

  unroll --help, unroll --version

Exit codes:
  0  all is well
  1  validate found faults, check found an answer wrong (a last digit alone is not), or gradcheck an error above 1e-6
  2  a file cannot be used (its faults are on stderr), or the arguments are wrong
`;
