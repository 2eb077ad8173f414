/** Puts new members into an object of the text, as its other members are laid out. */
import type { Sliced } from "../../core/slices.js";
import type { Member, ObjectNode } from "../json/node.js";
import { behind, type Layout, layoutAt } from "./layout.js";
import type { Pen } from "./pen.js";

/** A member that the text does not have yet. */
export interface NewMember {
  readonly name: string;
  /** The name in its quotes. */
  quoted(pen: Pen): string;
  /** The value. */
  text(pen: Pen, layout: Layout): Sliced<string>;
}

/** Members that are put in behind the same one. */
export interface Insertion {
  readonly object: ObjectNode;
  /** Null where the object is empty. */
  readonly anchor: Member | null;
  readonly members: readonly NewMember[];
}

/** Where each new member goes: behind the one that comes before it in `order`, or behind all. */
export function insertionsOf(object: ObjectNode, order: Iterable<string>, members: readonly NewMember[]): readonly Insertion[] {
  const wanted = new Map(members.map((member) => [member.name, member]));
  const byAnchor = new Map<Member | null, NewMember[]>();
  let anchor = [...object.members.values()].at(-1) ?? null;
  for (const name of order) {
    anchor = object.members.get(name) ?? anchor;
    const member = wanted.get(name);
    if (member === undefined) continue;
    const own = byAnchor.get(anchor);
    if (own === undefined) byAnchor.set(anchor, [member]);
    else own.push(member);
  }
  return [...byAnchor].map(([of, own]) => ({ object, anchor: of, members: own }));
}

/** From where on the insertion changes the text. */
export function startOf({ object, anchor }: Insertion): number {
  return anchor === null ? object.start + 1 : anchor.value.end;
}

/** Puts the members in; commas, trailing ones too, and comments stay where they are. */
export function* insert(pen: Pen, insertion: Insertion): Sliced<void> {
  const { object, anchor, members } = insertion;
  const layout: Layout = anchor === null ? { lineStart: null, unit: "" } : layoutAt(pen.text, anchor.nameRange.start, object);
  const texts: string[] = [];
  for (const member of members) texts.push(`${member.quoted(pen)}: ${yield* member.text(pen, layout)}`);
  const start = startOf(insertion);
  if (anchor === null) {
    pen.list.add(start, start, ` ${texts.join(", ")}${pen.text[start] === "}" ? " " : ""}`);
    return;
  }
  const { lineStart } = layout;
  if (lineStart === null) {
    pen.list.add(start, start, texts.map((text) => `, ${text}`).join(""));
    return;
  }
  const { hasComma, end } = behind(pen.text, start, limitOf(object, anchor));
  if (!hasComma) pen.list.add(start, start, ",");
  pen.list.add(end, end, texts.map((text) => lineStart + text).join(",") + (hasComma ? "," : ""));
}

/** Where the next member, or the closing brace, stands. */
function limitOf(object: ObjectNode, anchor: Member): number {
  const all = [...object.members.values()];
  return all.at(all.indexOf(anchor) + 1)?.nameRange.start ?? object.end - 1;
}
