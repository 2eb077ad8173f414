/** What the schema's members hold: numbers in lists and rows, names, answers. */
import {
  Union as anyOf,
  Array as listOf,
  Literal as literal,
  Null as nothing,
  Number as number,
  type TSchemaOptions,
  String as text,
} from "typebox";

/** Of an object that has no other names than those known. */
export const closed = { additionalProperties: false };

/** A list of numbers. */
export const vector = () => listOf(number(), { minItems: 1 });
/** A list of rows. */
export const matrix = () => listOf(vector(), { minItems: 1 });
/** A number, or null in an answer that is not given. */
const answer = () => anyOf([number(), nothing()]);
/** A number, or lists of them two deep, with null wherever one is not given. */
export const answers = (options: TSchemaOptions) =>
  anyOf([number(), nothing(), listOf(anyOf([number(), nothing(), listOf(answer())]))], options);

/** One of the names known. */
export function oneOf<const Names extends readonly string[]>(names: Names, options: TSchemaOptions) {
  const known = names.map((name) => literal(name as Names[number]));
  return anyOf(known, options);
}

/** One of the names known, or an expression. */
export function nameOrExpression<const Names extends readonly string[]>(names: Names, options: TSchemaOptions) {
  return anyOf([...names.map((name) => literal(name as Names[number])), text()], options);
}
