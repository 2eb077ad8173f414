/** New File From Example…: a copy of an example that comes with the extension, in an untitled document of its own. */
import { type ExtensionContext, l10n, type QuickPickItem, Uri, window, workspace } from "vscode";
import { describeExample, exampleNamed, exampleSuffix } from "./exampleText.js";
import { languageId } from "./names.js";

interface Choice extends QuickPickItem {
  readonly text: string;
}

/** The document's uri; null where the person chose none, or after saying that there is none of the name given. */
export async function newFromExample(args: readonly unknown[], { extensionUri }: ExtensionContext): Promise<Uri | null> {
  const choices = await examplesIn(Uri.joinPath(extensionUri, "media/examples"));
  const name = args.find((argument) => typeof argument === "string");
  const chosen = name === undefined ? await ask(choices) : exampleNamed(choices, name);
  if (chosen === undefined) {
    if (name !== undefined) void window.showErrorMessage(l10n.t("There is no example {0}.", name));
    return null;
  }
  const document = await workspace.openTextDocument({ language: languageId, content: chosen.text });
  await window.showTextDocument(document, { preview: false });
  return document.uri;
}

async function examplesIn(folder: Uri): Promise<readonly Choice[]> {
  const files = (await workspace.fs.readDirectory(folder)).map(([name]) => name).filter((name) => name.endsWith(exampleSuffix));
  return Promise.all(
    files.sort().map(async (name) => {
      const text = new TextDecoder().decode(await workspace.fs.readFile(Uri.joinPath(folder, name)));
      return { label: name.slice(0, -exampleSuffix.length), detail: describeExample(text), text };
    }),
  );
}

function ask(choices: readonly Choice[]): Thenable<Choice | undefined> {
  return window.showQuickPick(choices, { title: l10n.t("New File From Example"), matchOnDetail: true });
}
