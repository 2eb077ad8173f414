/** What an example says of itself. */

/** How an example's file is called after its name. */
export const exampleSuffix = ".lstm.json";

/** Characters of a description that stand on one line of a list. */
const longest = 160;

/** The text's first comment, on one line: each example opens with what it shows. Empty where it has none. */
export function describeExample(text: string): string {
  const [, first = ""] = /\/\/[ \t]*([^\r\n]*)/.exec(text) ?? [];
  return first.length <= longest ? first.trimEnd() : `${first.slice(0, longest - 1).trimEnd()}…`;
}

/** The example called `name`, as its file is or without the ending; undefined where none is. */
export function exampleNamed<Example extends { readonly label: string }>(examples: readonly Example[], name: string): Example | undefined {
  return examples.find(({ label }) => label === name || label + exampleSuffix === name);
}
