/** Answers that are not right, as diagnostics on their numbers, each with a fix that puts the computed value in. */
import {
  CodeAction,
  CodeActionKind,
  type CodeActionProvider,
  Diagnostic,
  DiagnosticRelatedInformation,
  DiagnosticSeverity,
  Disposable,
  Location,
  l10n,
  languages,
  Range,
  type TextDocument,
  WorkspaceEdit,
} from "vscode";
import type { TextRange } from "../document/problem.js";
import type { Answer, CheckedAnswer } from "../report/answers/answers.js";
import type { AnswerSheets } from "./answers.js";
import { languageId } from "./names.js";
import type { Sheet } from "./sheet.js";

/** What the diagnostics say they are from: the language server's name, whose faults they stand among. */
const source = "unroll";

export class AnswerDiagnostics implements CodeActionProvider, Disposable {
  private readonly collection = languages.createDiagnosticCollection("unroll answers");
  private readonly subscriptions: Disposable;

  constructor(private readonly sheets: AnswerSheets) {
    this.subscriptions = Disposable.from(
      this.collection,
      new Disposable(sheets.changed.subscribe((document) => this.show(document))),
      languages.registerCodeActionsProvider({ language: languageId }, this, { providedCodeActionKinds: [CodeActionKind.QuickFix] }),
    );
  }

  dispose(): void {
    this.subscriptions.dispose();
  }

  provideCodeActions(document: TextDocument, range: Range): CodeAction[] {
    const sheet = this.sheets.of(document);
    if (sheet === null) return [];
    return sheet.answers.answers.flatMap((answer) => {
      if (!isOff(answer) || !Number.isFinite(answer.computed)) return [];
      const place = rangeIn(document, answer.range);
      return place.intersection(range) === undefined ? [] : [fix(document, place, answer)];
    });
  }

  private show(document: TextDocument): void {
    const sheet = this.sheets.of(document);
    if (sheet === null) this.collection.delete(document.uri);
    else this.collection.set(document.uri, diagnosticsOf(document, sheet));
  }
}

/** Wrong, or off in the last digit. */
function isOff(answer: Answer): answer is CheckedAnswer {
  return answer.verdict === "wrong" || answer.verdict === "lastDigit";
}

function diagnosticsOf(document: TextDocument, { answers: { answers } }: Sheet): readonly Diagnostic[] {
  return answers.filter(isOff).map((answer) => {
    const diagnostic = new Diagnostic(rangeIn(document, answer.range), answer.message, severityOf(answer));
    diagnostic.source = source;
    diagnostic.code = answer.verdict === "wrong" ? "wrong-answer" : "last-digit";
    const { fault } = answer;
    if (fault?.kind === "follows") {
      diagnostic.relatedInformation = fault.from.map((index) => {
        const root = answers[index];
        const message = "message" in root ? root.message : "";
        return new DiagnosticRelatedInformation(new Location(document.uri, rangeIn(document, root.range)), message);
      });
    }
    return diagnostic;
  });
}

/** One mistake is one error: what only follows from it is told more quietly. */
function severityOf({ verdict, fault }: CheckedAnswer): DiagnosticSeverity {
  if (fault?.kind === "follows") return DiagnosticSeverity.Information;
  return verdict === "wrong" ? DiagnosticSeverity.Error : DiagnosticSeverity.Warning;
}

function fix(document: TextDocument, place: Range, { claimed, computedText }: CheckedAnswer): CodeAction {
  const action = new CodeAction(l10n.t("Replace {0} by the computed {1}", claimed, computedText), CodeActionKind.QuickFix);
  action.edit = new WorkspaceEdit();
  action.edit.replace(document.uri, place, computedText);
  action.isPreferred = true;
  return action;
}

export function rangeIn(document: TextDocument, { start, end }: TextRange): Range {
  return new Range(document.positionAt(start), document.positionAt(end));
}
