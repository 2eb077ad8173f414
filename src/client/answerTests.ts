/** The answers in the Test Explorer: a file, and in it a test for each quantity that is answered. */
import {
  type CancellationToken,
  Disposable,
  Location,
  l10n,
  type TestController,
  type TestItem,
  TestMessage,
  type TestRun,
  TestRunProfileKind,
  TestRunRequest,
  type TextDocument,
  tests,
  type Uri,
  workspace,
} from "vscode";
import type { Answer } from "../report/answers/answers.js";
import { rangeIn } from "./answerDiagnostics.js";
import type { AnswerSheets } from "./answers.js";
import { openDocument } from "./openDocument.js";
import type { Reporter } from "./reporter.js";
import type { Sessions } from "./sessions.js";
import type { Sheet } from "./sheet.js";

/** Files looked for in the workspace. */
const pattern = "**/*.lstm.json";
const mostFiles = 2000;

export class AnswerTests implements Disposable {
  private readonly controller: TestController = tests.createTestController("unroll.answers", l10n.t("Unroll Answers"));
  private readonly subscriptions: Disposable;
  /** Files whose tests have been run, and are run again when the file is saved. */
  private readonly wasRun = new Set<string>();

  constructor(
    private readonly sessions: Sessions,
    private readonly sheets: AnswerSheets,
    reporter: Reporter,
  ) {
    const { controller } = this;
    controller.resolveHandler = (item) => (item === undefined ? this.findFiles() : this.resolveFile(item));
    controller.createRunProfile(l10n.t("Check Answers"), TestRunProfileKind.Run, (request, token) => this.run(request, token), true);
    this.subscriptions = Disposable.from(
      controller,
      new Disposable(sheets.changed.subscribe((document) => this.update(document))),
      workspace.onDidSaveTextDocument((document) => {
        const item = controller.items.get(document.uri.toString());
        if (item === undefined || !this.wasRun.has(item.id)) return;
        reporter.background(this.run(new TestRunRequest([item])));
      }),
      workspace.onDidDeleteFiles(({ files }) => {
        for (const uri of files) controller.items.delete(uri.toString());
      }),
    );
  }

  dispose(): void {
    this.subscriptions.dispose();
  }

  private async findFiles(): Promise<void> {
    for (const uri of await workspace.findFiles(pattern, undefined, mostFiles)) this.fileItem(uri);
  }

  /** The file's item; it is made here if there is none. */
  private fileItem(uri: Uri): TestItem {
    const known = this.controller.items.get(uri.toString());
    if (known !== undefined) return known;
    const item = this.controller.createTestItem(uri.toString(), workspace.asRelativePath(uri), uri);
    item.canResolveChildren = true;
    this.controller.items.add(item);
    return item;
  }

  /** A file without answers has no tests. */
  private async resolveFile(item: TestItem): Promise<void> {
    const found = await this.sheetOf(item);
    if (found === null || found.sheet.answers.answers.length === 0) this.controller.items.delete(item.id);
    else this.fill(item, found.document, found.sheet);
  }

  private update(document: TextDocument): void {
    const sheet = this.sheets.of(document);
    if (sheet === null || sheet.answers.answers.length === 0) return;
    this.fill(this.fileItem(document.uri), document, sheet);
  }

  private fill(item: TestItem, document: TextDocument, sheet: Sheet): void {
    const groups = groupsOf(sheet);
    item.children.replace(
      [...groups].map(([name, [first]]) => {
        const child = item.children.get(`${item.id}#${name}`) ?? this.controller.createTestItem(`${item.id}#${name}`, name, document.uri);
        child.range = rangeIn(document, first.range);
        return child;
      }),
    );
  }

  private async sheetOf({ uri }: TestItem): Promise<{ readonly document: TextDocument; readonly sheet: Sheet } | null> {
    const document = uri === undefined ? null : await openDocument(uri);
    if (document === null) return null;
    const sheet = await this.sheets.ready({ document, session: this.sessions.of(document) });
    return sheet === null ? null : { document, sheet };
  }

  private async run(request: TestRunRequest, token?: CancellationToken): Promise<void> {
    const run = this.controller.createTestRun(request);
    const wanted = request.include ?? [...this.controller.items].map(([, item]) => item);
    const files = new Set(wanted.map((item) => item.parent ?? item));
    for (const file of files) {
      if (token?.isCancellationRequested) break;
      await this.runFile(run, file, (item) => !request.exclude?.includes(item) && (wanted.includes(file) || wanted.includes(item)));
    }
    run.end();
  }

  private async runFile(run: TestRun, file: TestItem, isWanted: (item: TestItem) => boolean): Promise<void> {
    this.wasRun.add(file.id);
    run.started(file);
    const found = await this.sheetOf(file);
    if (found === null) {
      run.errored(file, new TestMessage(l10n.t("The file has faults; the Problems view says which.")));
      return;
    }
    const { document, sheet } = found;
    this.fill(file, document, sheet);
    for (const [name, answers] of groupsOf(sheet)) {
      const item = file.children.get(`${file.id}#${name}`);
      if (item === undefined || !isWanted(item)) continue;
      const messages = answers.filter(({ verdict }) => verdict === "wrong").map((answer) => messageAt(document, answer));
      if (messages.length > 0) run.failed(item, messages);
      else if (answers.every(({ verdict }) => verdict === "blank" || verdict === "unchecked")) run.skipped(item);
      else run.passed(item);
    }
  }
}

/** The answers by the name they stand under in `expect`; a last digit alone fails none. */
function groupsOf({ answers: { answers } }: Sheet): ReadonlyMap<string, readonly [Answer, ...Answer[]]> {
  const groups = new Map<string, [Answer, ...Answer[]]>();
  for (const answer of answers) {
    const { place } = answer;
    const name = place.kind === "step" && isStacked(answer) ? `layer ${place.layer} ${place.quantity}` : place.quantity;
    const group = groups.get(name);
    if (group === undefined) groups.set(name, [answer]);
    else group.push(answer);
  }
  return groups;
}

/** In a stack, the answers of each layer stand in an object of their own. */
function isStacked({ path }: Answer): boolean {
  return typeof path[1] === "number";
}

function messageAt(document: TextDocument, answer: Answer): TestMessage {
  const message = new TestMessage("message" in answer ? answer.message : "");
  if ("computedText" in answer) {
    message.expectedOutput = answer.computedText;
    message.actualOutput = answer.claimed;
  }
  message.location = new Location(document.uri, rangeIn(document, answer.range));
  return message;
}
