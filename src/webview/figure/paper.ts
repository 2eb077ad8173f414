/** Puts the page on paper for a moment: white, with inks dark enough to be printed, whatever the theme. */

/** The page's own colours of Light Modern. */
const paper: Readonly<Record<string, string>> = {
  "editor-background": "#ffffff",
  foreground: "#1f1f1f",
  focusBorder: "#005fb8",
  "textLink-foreground": "#005fb8",
};

/** The quantities' colours on a light ground. */
const quantities: Readonly<Record<string, string>> = {
  "unroll-forgetGate": "#0d5094",
  "unroll-inputGate": "#328258",
  "unroll-candidate": "#a06a0d",
  "unroll-outputGate": "#c2438a",
  "unroll-cell": "#3e4555",
  "unroll-hidden": "#a63d0f",
  "unroll-negative": "#0067a3",
  "unroll-positive": "#c64600",
};

/** Lays the page on paper and returns what takes it up again; a light theme keeps its own colours of the quantities. */
export function layOnPaper(): () => void {
  const { style } = document.documentElement;
  const { className } = document.body;
  const isLight = document.body.classList.contains("vscode-light");
  const changed = Object.entries(isLight ? paper : { ...paper, ...quantities }).map(([name, colour]) => {
    const property = `--vscode-${name}`;
    const before = style.getPropertyValue(property);
    style.setProperty(property, colour);
    return { property, before };
  });
  document.body.className = "vscode-light on-paper";
  return () => {
    for (const { property, before } of changed) {
      if (before === "") style.removeProperty(property);
      else style.setProperty(property, before);
    }
    document.body.className = className;
  };
}
