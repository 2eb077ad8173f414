/** The command Reveal Value: shows one blank of an exercise, which stays shown as long as this window remembers the file. */
import { l10n, window } from "vscode";
import type { BlankAnswer } from "../report/answers/answers.js";
import { plainText } from "../report/answers/naming.js";
import { blankKey } from "../report/answers/place.js";
import { revealBlank } from "./revealBlank.js";
import { targetFor, type Workbench } from "./target.js";

/** A blank as the command returns it. */
export interface Revealed {
  /** Its name in a sentence, as Check Answers returns it: f₂. */
  readonly name: string;
  readonly value: number;
}

/** Reveals the blank with the name given as `{ name: "f₂" }`, or else the one the person picks; null, after saying why, where there is none. */
export async function revealValue(args: readonly unknown[], workbench: Workbench): Promise<Revealed | null> {
  const target = await targetFor(args, workbench);
  const sheet = target === null ? null : await workbench.sheets.ready(target);
  if (target === null || sheet === null) return null;
  const revealed = new Set(target.session.cursor?.revealed ?? []);
  const all = sheet.answers.answers.filter((answer) => answer.verdict === "blank" && answer.value !== null) as readonly BlankAnswer[];
  const name = nameIn(args);
  const hidden = all.filter(({ place }) => !revealed.has(blankKey(place)));
  const blank = name === null ? await ask(hidden) : all.find((one) => plainText(one.name) === name);
  if (blank === undefined) {
    if (name !== null) void window.showInformationMessage(l10n.t("This file has no blank {0}.", name));
    return null;
  }
  if ((await revealBlank(target.session, blankKey(blank.place))) === null) return null;
  return { name: plainText(blank.name), value: blank.value ?? Number.NaN };
}

function nameIn(args: readonly unknown[]): string | null {
  const named = args.find((value): value is { readonly name: string } => {
    return typeof value === "object" && value !== null && "name" in value && typeof value.name === "string";
  });
  return named?.name ?? null;
}

async function ask(hidden: readonly BlankAnswer[]): Promise<BlankAnswer | undefined> {
  if (hidden.length === 0) {
    void window.showInformationMessage(l10n.t("This file hides nothing."));
    return undefined;
  }
  const choices = hidden.map((blank) => ({ label: plainText(blank.name), blank }));
  return (await window.showQuickPick(choices, { title: l10n.t("Reveal Value") }))?.blank;
}
