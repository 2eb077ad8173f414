/** The few icons of the page, drawn on VS Code's 16 pixel grid. */
import { html, type TemplateResult } from "lit";

const filled = {
  first: "M3 3h1.2v10H3zM13 3.6v8.8L6 8z",
  back: "M11.5 3.2v9.6L4.5 8z",
  forward: "M4.5 3.2v9.6l7-4.8z",
  last: "M11.8 3H13v10h-1.2zM3 3.6v8.8L10 8z",
} as const;

const stroked = {
  error: "M8 1.9a6.1 6.1 0 1 0 0 12.2A6.1 6.1 0 0 0 8 1.9zM8 4.8v3.9M8 10.9h.01",
  warning: "M8 2.3 14.3 13.4H1.7zM8 6.4v3.4M8 11.5h.01",
  info: "M8 1.9a6.1 6.1 0 1 0 0 12.2A6.1 6.1 0 0 0 8 1.9zM8 7.4v3.8M8 5.1h.01",
  check: "M3 8.6l3.3 3.3L13 4.6",
  cross: "M4 4l8 8M12 4l-8 8",
  from: "M4 3v6h8.5M9.6 6l3 3-3 3",
  blank: "M3 12h10",
  more: "M4 6.2l4 4 4-4",
  before: "M13 8H3.5M7.2 4.2 3.4 8l3.8 3.8",
  unchecked: "M8 1.9a6.1 6.1 0 1 0 0 12.2A6.1 6.1 0 0 0 8 1.9zM5 8h6",
} as const;

export type IconName = keyof typeof filled | keyof typeof stroked;

export function icon(name: IconName): TemplateResult {
  return name in filled
    ? html`<svg class="icon" viewBox="0 0 16 16" aria-hidden="true"><path d=${filled[name as keyof typeof filled]} fill="currentColor"/></svg>`
    : html`<svg class="icon stroked" viewBox="0 0 16 16" aria-hidden="true"><path d=${stroked[name as keyof typeof stroked]}/></svg>`;
}
