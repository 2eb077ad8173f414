/** The command Check Answers: says how the answers came out, and leads to the first that is wrong. */
import { l10n, window } from "vscode";
import type { Answer, Answers } from "../report/answers/answers.js";
import { plainText } from "../report/answers/naming.js";
import { countsText } from "../report/answers/summary.js";
import { uriIn } from "./arguments.js";
import { revealRange } from "./reveal.js";
import { type Target, targetFor, type Workbench } from "./target.js";

/** An answer as the command returns it. */
export interface ReturnedAnswer {
  /** Its name in a sentence: f₂. */
  readonly name: string;
  readonly path: readonly (string | number)[];
  readonly verdict: Answer["verdict"];
  /** Whether it only follows from an earlier answer that is wrong. */
  readonly follows: boolean;
  /** As typed; null for a blank. */
  readonly claimed: string | null;
  /** The computed value with the digits claimed; null where there is none. */
  readonly computed: string | null;
  /** Null where it is right. */
  readonly message: string | null;
}

/** The answers in the order they are computed; null, after saying why, where there are none. */
export async function checkAnswers(args: readonly unknown[], workbench: Workbench): Promise<readonly ReturnedAnswer[] | null> {
  const target = await targetFor(args, workbench);
  if (target === null) return null;
  const sheet = await workbench.sheets.ready(target);
  if (sheet === null) return null;
  const { answers } = sheet.answers;
  if (answers.length === 0) {
    void window.showInformationMessage(l10n.t('This file has no answers to check. They stand under "expect".'));
    return null;
  }
  if (uriIn(args) === null) workbench.reporter.background(say(target, workbench, sheet.answers));
  return answers.map(returned);
}

async function say({ document }: Target, { panels }: Workbench, { answers, counts, first }: Answers): Promise<void> {
  const text = `${countsText(counts)}.`;
  if (first === null) return void window.showInformationMessage(text);
  const goThere = l10n.t("Go to First Wrong");
  if ((await window.showWarningMessage(text, goThere)) !== goThere) return;
  await revealRange(document, answers[first].range, panels.find(document.uri)?.panel.viewColumn);
}

function returned(answer: Answer): ReturnedAnswer {
  const { name, path, verdict } = answer;
  return {
    ...{ path, verdict, name: plainText(name) },
    follows: "fault" in answer && answer.fault?.kind === "follows",
    claimed: "claimed" in answer ? answer.claimed : null,
    computed: "computedText" in answer ? answer.computedText : null,
    message: verdict === "right" ? null : answer.message,
  };
}
