/** The answers in the Test Explorer: a file, and in it a test for each quantity that is answered. */
import {
  type CancellationToken,
  Disposable,
  Location,
  l10n,
  Range,
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
import { Lines } from "../document/lines.js";
import type { Answer } from "../report/answers/answers.js";
import type { AnswerSheets } from "./answers.js";
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

  /** Every file that speaks of answers; what they are is seen when its tests are asked for. */
  private async findFiles(): Promise<void> {
    for (const uri of await workspace.findFiles(pattern, undefined, mostFiles)) {
      const text = new TextDecoder().decode(await workspace.fs.readFile(uri));
      if (text.includes('"expect"')) this.fileItem(uri);
    }
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
    const sheet = await this.sheetOf(item);
    if (sheet === null || sheet.answers.answers.length === 0) this.controller.items.delete(item.id);
    else this.fill(item, sheet);
  }

  private update(document: TextDocument): void {
    const sheet = this.sheets.of(document);
    if (document.isClosed && document.isUntitled) this.controller.items.delete(document.uri.toString());
    if (sheet === null || sheet.answers.answers.length === 0) return;
    this.fill(this.fileItem(document.uri), sheet);
  }

  private fill(item: TestItem, sheet: Sheet): void {
    const groups = groupsOf(sheet);
    const lines = new Lines(sheet.document.text);
    item.children.replace(
      [...groups].map(([name, [first]]) => {
        const child = item.children.get(`${item.id}#${name}`) ?? this.controller.createTestItem(`${item.id}#${name}`, name, item.uri);
        child.range = rangeOn(lines, first);
        return child;
      }),
    );
  }

  /** What is open is checked as it stands, unsaved or not; no file is opened for its tests. */
  private async sheetOf({ uri }: TestItem): Promise<Sheet | null> {
    if (uri === undefined) return null;
    const document = workspace.textDocuments.find((open) => open.uri.toString() === uri.toString());
    return document === undefined ? this.sheets.inFile(uri) : this.sheets.ready({ document, session: this.sessions.of(document) });
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
    const sheet = await this.sheetOf(file);
    if (sheet === null) {
      run.errored(file, new TestMessage(l10n.t("The file has faults; the Problems view says which.")));
      return;
    }
    this.fill(file, sheet);
    const lines = new Lines(sheet.document.text);
    for (const [name, answers] of groupsOf(sheet)) {
      const item = file.children.get(`${file.id}#${name}`);
      if (item === undefined || !isWanted(item)) continue;
      const messages = answers
        .filter(({ verdict }) => verdict === "wrong")
        .map((answer) => messageOf(answer, new Location(file.uri as Uri, rangeOn(lines, answer))));
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

function messageOf(answer: Answer, location: Location): TestMessage {
  const message = new TestMessage("message" in answer ? answer.message : "");
  if ("computedText" in answer) {
    message.expectedOutput = answer.computedText;
    message.actualOutput = answer.claimed;
  }
  message.location = location;
  return message;
}

function rangeOn(lines: Lines, { range: { start, end } }: Answer): Range {
  const [from, to] = [lines.at(start), lines.at(end)];
  return new Range(from.line, from.character, to.line, to.character);
}
