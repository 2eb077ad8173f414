/** The custom editor `unroll.trace`: one panel for each document, beside its text. */
import {
  type CustomTextEditorProvider,
  type Disposable,
  type ExtensionContext,
  env,
  l10n,
  type TextDocument,
  Uri,
  type WebviewPanel,
  window,
} from "vscode";
import { Coming } from "./coming.js";
import { viewType } from "./names.js";
import { panelHtml, styleSheets } from "./panelHtml.js";
import { PanelView, type Shown } from "./panelView.js";
import type { WhatIfs } from "./whatIfs.js";

/** What the panels show, and whom they tell of what fails. */
interface ShownByAll extends Omit<Shown, "whatIf"> {
  readonly whatIfs: WhatIfs;
}

export class Panels implements CustomTextEditorProvider, Disposable {
  private readonly views = new Map<string, PanelView>();
  /** Those asked for that are not drawn yet. */
  readonly coming = new Coming();
  private readonly registration: Disposable;

  constructor(
    private readonly context: ExtensionContext,
    private readonly shown: ShownByAll,
  ) {
    this.registration = window.registerCustomEditorProvider(viewType, this, { supportsMultipleEditorsPerDocument: false });
  }

  /** How many there are. */
  get count(): number {
    return this.views.size;
  }

  /** The panel of this document, where it has one. */
  find(uri: Uri): PanelView | undefined {
    return this.views.get(uri.toString());
  }

  resolveCustomTextEditor(document: TextDocument, panel: WebviewPanel): void {
    const uri = document.uri.toString();
    const { whatIfs, ...others } = this.shown;
    const view = new PanelView(document, panel, { whatIf: whatIfs.of(document), ...others });
    this.views.set(uri, view);
    void this.coming.first(view.hasNumbers);
    panel.onDidDispose(() => {
      view.dispose();
      // A panel that moves to another group may be there again before the old one is gone.
      if (this.views.get(uri) === view) this.views.delete(uri);
    });
    const dist = Uri.joinPath(this.context.extensionUri, "dist");
    const media = Uri.joinPath(this.context.extensionUri, "media");
    panel.webview.options = { enableScripts: true, localResourceRoots: [dist, media] };
    const inPage = (folder: Uri, name: string) => panel.webview.asWebviewUri(Uri.joinPath(folder, name)).toString();
    panel.webview.html = panelHtml(
      {
        cspSource: panel.webview.cspSource,
        script: inPage(dist, "panel.js"),
        styles: styleSheets.map((sheet) => inPage(media, sheet)),
        title: viewType,
        translation: l10n.bundle && { language: env.language, messages: l10n.bundle },
      },
      crypto.randomUUID(),
    );
  }

  dispose(): void {
    for (const view of this.views.values()) view.dispose();
    this.registration.dispose();
  }
}
