/** The four themes as VS Code gives them to a webview: the body's class, and the variables the page reads. */
import { readFileSync } from "node:fs";

export const themeNames = ["light", "dark", "hc", "hc-light"] as const;
export type ThemeName = (typeof themeNames)[number];

interface Theme {
  readonly className: string;
  readonly variables: Readonly<Record<string, string>>;
}

const fonts = {
  "font-family": "system-ui, Ubuntu, 'Droid Sans', sans-serif",
  "font-size": "13px",
  "editor-font-family": "'Droid Sans Mono', 'monospace', monospace",
};

const light = {
  foreground: "#3b3b3b",
  "editor-background": "#ffffff",
  focusBorder: "#005fb8",
  "textLink-foreground": "#005fb8",
  "panel-border": "#e5e5e5",
  "panelTitle-activeBorder": "#005fb8",
  "toolbar-hoverBackground": "#b8b8b850",
  "button-background": "#005fb8",
  "button-hoverBackground": "#0258a8",
  "button-secondaryHoverBackground": "#cccccc",
  "button-foreground": "#ffffff",
  "button-secondaryBackground": "#e5e5e5",
  "button-secondaryForeground": "#3b3b3b",
  "editorError-foreground": "#e51400",
  "editorWarning-foreground": "#bf8803",
  "editorInfo-foreground": "#1a85ff",
  "testing-iconPassed": "#388a34",
  "list-hoverBackground": "#f2f2f2",
  "inputValidation-errorBackground": "#f2dede",
  "inputValidation-errorBorder": "#be1100",
  "editorHoverWidget-background": "#f8f8f8",
  "editorHoverWidget-foreground": "#3b3b3b",
  "editorHoverWidget-border": "#c8c8c8",
  "progressBar-background": "#005fb8",
};

const dark = {
  ...light,
  foreground: "#cccccc",
  "editor-background": "#1f1f1f",
  focusBorder: "#0078d4",
  "textLink-foreground": "#4daafc",
  "panel-border": "#2b2b2b",
  "panelTitle-activeBorder": "#0078d4",
  "toolbar-hoverBackground": "#5a5d5e50",
  "button-background": "#0078d4",
  "button-hoverBackground": "#026ec1",
  "button-secondaryHoverBackground": "#3c3c3c",
  "button-secondaryBackground": "#313131",
  "button-secondaryForeground": "#cccccc",
  "editorError-foreground": "#f14c4c",
  "editorWarning-foreground": "#cca700",
  "editorInfo-foreground": "#3794ff",
  "testing-iconPassed": "#73c991",
  "list-hoverBackground": "#2a2d2e",
  "inputValidation-errorBackground": "#5a1d1d",
  "editorHoverWidget-background": "#202020",
  "editorHoverWidget-foreground": "#cccccc",
  "editorHoverWidget-border": "#454545",
  "progressBar-background": "#0078d4",
};

const highContrast = {
  ...dark,
  foreground: "#ffffff",
  "editor-background": "#000000",
  focusBorder: "#f38518",
  "textLink-foreground": "#21a6ff",
  contrastBorder: "#6fc3df",
  contrastActiveBorder: "#f38518",
  "panel-border": "#6fc3df",
  "panelTitle-activeBorder": "#6fc3df",
  "toolbar-hoverBackground": "#00000000",
  "button-background": "#000000",
  "button-hoverBackground": "#000000",
  // High contrast has none.
  "button-secondaryHoverBackground": "initial",
  "button-border": "#6fc3df",
  "button-secondaryBackground": "#000000",
  "button-secondaryForeground": "#ffffff",
  "editorError-foreground": "#f48771",
  "editorWarning-foreground": "#ffd370",
  "list-hoverBackground": "#ffffff1a",
  "inputValidation-errorBackground": "#000000",
  "inputValidation-errorBorder": "#be1100",
  "editorHoverWidget-background": "#0c141f",
  "editorHoverWidget-foreground": "#ffffff",
  "editorHoverWidget-border": "#6fc3df",
  "progressBar-background": "#6fc3df",
};

const highContrastLight = {
  ...light,
  foreground: "#292929",
  focusBorder: "#006bbd",
  "textLink-foreground": "#0f4a85",
  contrastBorder: "#0f4a85",
  contrastActiveBorder: "#006bbd",
  "panel-border": "#0f4a85",
  "panelTitle-activeBorder": "#b5200d",
  "toolbar-hoverBackground": "#00000000",
  "button-background": "#0f4a85",
  "button-hoverBackground": "#0f4a85",
  // High contrast has none.
  "button-secondaryHoverBackground": "initial",
  "button-border": "#0f4a85",
  "button-secondaryBackground": "#ffffff",
  "button-secondaryForeground": "#292929",
  "editorError-foreground": "#b5200d",
  "editorWarning-foreground": "#895503",
  "testing-iconPassed": "#007100",
  "list-hoverBackground": "#0f4a851a",
  "inputValidation-errorBackground": "#ffffff",
  "editorHoverWidget-background": "#ffffff",
  "editorHoverWidget-foreground": "#292929",
  "editorHoverWidget-border": "#0f4a85",
  "progressBar-background": "#0f4a85",
};

type ColourKind = "light" | "dark" | "highContrast" | "highContrastLight";

/** The colours the extension contributes, from where it does so. */
function contributed(kind: ColourKind): Record<string, string> {
  const { contributes } = JSON.parse(readFileSync("package.json", "utf8")) as {
    contributes: { colors: readonly { readonly id: string; readonly defaults: Readonly<Record<ColourKind, string>> }[] };
  };
  return Object.fromEntries(contributes.colors.map(({ id, defaults }) => [id.replaceAll(".", "-"), defaults[kind]]));
}

export function themeOf(name: ThemeName): Theme {
  const kinds = { light: "light", dark: "dark", hc: "highContrast", "hc-light": "highContrastLight" } as const;
  const own = { light, dark, hc: highContrast, "hc-light": highContrastLight }[name];
  const classes = {
    light: "vscode-light",
    dark: "vscode-dark",
    hc: "vscode-high-contrast",
    "hc-light": "vscode-high-contrast vscode-high-contrast-light",
  };
  return { className: classes[name], variables: { ...fonts, ...own, ...contributed(kinds[name]) } };
}
