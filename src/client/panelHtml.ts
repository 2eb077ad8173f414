/** The panel's page before its script runs: nothing but the script, the styles, the words translated, and a policy that allows no more. */

/** In `media`, in this order. */
export const styleSheets = ["panel.css", "tabs.css", "answers.css", "insights.css", "whatIf.css"] as const;

/** The extension's messages in another language. */
export interface Translation {
  /** As VS Code names it: `de`, `zh-cn`. */
  readonly language: string;
  readonly messages: Readonly<Record<string, string>>;
}

export interface PanelFiles {
  /** The webview's own origin, as VS Code names it for a content security policy. */
  readonly cspSource: string;
  readonly script: string;
  readonly styles: readonly string[];
  readonly title: string;
  /** Undefined where the page speaks English. */
  readonly translation?: Translation | undefined;
}

export function panelHtml({ cspSource, script, styles, title, translation }: PanelFiles, nonce: string): string {
  const policy = `default-src 'none'; script-src 'nonce-${nonce}'; style-src ${cspSource}; font-src ${cspSource}; img-src blob:`;
  return `<!DOCTYPE html>
<html lang="${escaped(translation?.language ?? "en")}">
<head>
<meta charset="UTF-8">
<meta http-equiv="Content-Security-Policy" content="${escaped(policy)}">
<meta name="viewport" content="width=device-width, initial-scale=1">
${styles.map((style) => `<link rel="stylesheet" href="${escaped(style)}">`).join("\n")}
<title>${escaped(title)}</title>
</head>
<body>
<div id="app"></div>${translation === undefined ? "" : data(translation.messages)}
<script nonce="${nonce}" src="${escaped(script)}"></script>
</body>
</html>
`;
}

// A data block, which the policy lets stand and nothing runs. Without `<` no text in it can end the element or open a comment.
function data(messages: Translation["messages"]): string {
  return `\n<script type="application/json" id="translation">${JSON.stringify(messages).replaceAll("<", "\\u003c")}</script>`;
}

function escaped(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll('"', "&quot;").replaceAll("<", "&lt;");
}
