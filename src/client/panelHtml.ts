/** The panel's page before its script runs: nothing but the script, the styles and a policy that allows no more. */

/** In `media`, in this order. */
export const styleSheets = ["panel.css", "tabs.css", "answers.css", "insights.css", "whatIf.css"] as const;

export interface PanelFiles {
  /** The webview's own origin, as VS Code names it for a content security policy. */
  readonly cspSource: string;
  readonly script: string;
  readonly styles: readonly string[];
  readonly title: string;
}

export function panelHtml({ cspSource, script, styles, title }: PanelFiles, nonce: string): string {
  const policy = `default-src 'none'; script-src 'nonce-${nonce}'; style-src ${cspSource}; font-src ${cspSource}; img-src blob:`;
  return `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="UTF-8">
<meta http-equiv="Content-Security-Policy" content="${escaped(policy)}">
<meta name="viewport" content="width=device-width, initial-scale=1">
${styles.map((style) => `<link rel="stylesheet" href="${escaped(style)}">`).join("\n")}
<title>${escaped(title)}</title>
</head>
<body>
<div id="app"></div>
<script nonce="${nonce}" src="${escaped(script)}"></script>
</body>
</html>
`;
}

function escaped(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll('"', "&quot;").replaceAll("<", "&lt;");
}
