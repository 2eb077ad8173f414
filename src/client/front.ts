/** The document in front: the one whose text or trace the active tab shows. The commands, the status bar and the context keys are about it. */
import {
  commands,
  Disposable,
  TabInputCustom,
  TabInputText,
  TabInputTextDiff,
  type TextDocument,
  type Uri,
  window,
  workspace,
} from "vscode";
import type { LstmDocument } from "../document/document.js";
import { noUpdates } from "./cursor.js";
import { languageId, viewType } from "./names.js";
import type { Reporter } from "./reporter.js";
import type { Sessions, Tracked } from "./sessions.js";
import { Signal } from "./signal.js";

/** Context keys that enable the commands, as package.json names them. */
export interface Abilities {
  readonly canStepForward: boolean;
  readonly canStepBack: boolean;
  readonly canGoToStep: boolean;
  readonly canComputeLoss: boolean;
  readonly canTakeAdamStep: boolean;
  readonly canUndoAdamStep: boolean;
  readonly canWriteParameters: boolean;
  readonly canCheckGradients: boolean;
  readonly canCheckAnswers: boolean;
  readonly canExplain: boolean;
  readonly canRevealValue: boolean;
  readonly canExport: boolean;
  readonly canCompareWith: boolean;
  readonly canSuppose: boolean;
  readonly canApplyWhatIf: boolean;
  readonly canDiscardWhatIf: boolean;
}

export class Front implements Disposable {
  /** Another document is in front, or what there is to show about it has changed. */
  readonly changed = new Signal();
  private readonly subscriptions: Disposable;
  private readonly known = new Map<string, boolean>();

  constructor(
    private readonly sessions: Sessions,
    private readonly reporter: Reporter,
  ) {
    const update = () => this.update();
    this.subscriptions = Disposable.from(
      window.tabGroups.onDidChangeTabs(update),
      window.tabGroups.onDidChangeTabGroups(update),
      window.onDidChangeActiveTextEditor(update),
      workspace.onDidOpenTextDocument(update),
      workspace.onDidCloseTextDocument(update),
      new Disposable(sessions.changed.subscribe(update)),
    );
    this.update();
  }

  /** The document in front with its session; null where the active tab shows nothing that is traced. */
  get tracked(): Tracked | null {
    const document = documentInFront();
    if (document === null) return null;
    if (document.languageId !== languageId) return this.sessions.find(document) ?? null;
    return { document, session: this.sessions.of(document) };
  }

  dispose(): void {
    this.subscriptions.dispose();
    this.changed.dispose();
  }

  private update(): void {
    for (const [key, value] of Object.entries(abilitiesOf(this.tracked))) {
      if (this.known.get(key) === value) continue;
      this.known.set(key, value);
      this.reporter.background(commands.executeCommand("setContext", `unroll.${key}`, value));
    }
    this.changed.fire();
  }
}

function abilitiesOf(tracked: Tracked | null): Abilities {
  const session = tracked?.session;
  const T = session?.isFresh ? (session.traced?.trace.T ?? 0) : 0;
  const t = session?.cursor?.t ?? 0;
  const traced = session?.isFresh ? session.traced : null;
  const { taken, shown } = traced?.updates ?? noUpdates;
  const isSupposing = session?.cursor?.whatIf !== undefined;
  const hasLoss = T > 0 && traced?.trace.loss !== null;
  return {
    canStepForward: t < T,
    canStepBack: T > 0 && t > 1,
    canGoToStep: T > 1,
    canComputeLoss: hasLoss,
    canTakeAdamStep: taken < (traced?.training?.limit ?? 0),
    canUndoAdamStep: taken > 0,
    canWriteParameters: shown > 0 && !isSupposing,
    canCheckGradients: hasLoss,
    canCheckAnswers: traced !== null && hasAnswers(traced.document),
    canExplain: traced !== null,
    canRevealValue: traced !== null && !traced.hiding.isEmpty,
    canExport: traced !== null,
    canCompareWith: T > 0,
    canSuppose: traced !== null,
    canApplyWhatIf: traced !== null && isSupposing,
    canDiscardWhatIf: isSupposing,
  };
}

function hasAnswers({ root }: LstmDocument): boolean {
  return root?.kind === "object" && root.members.has("expect");
}

function documentInFront(): TextDocument | null {
  const uri = uriInFront()?.toString();
  return workspace.textDocuments.find((document) => document.uri.toString() === uri) ?? null;
}

/** What the active tab shows: a text, the changed side of a comparison, or a trace. */
export function uriInFront(): Uri | null {
  return uriOf(window.tabGroups.activeTabGroup.activeTab?.input);
}

function uriOf(input: unknown): Uri | null {
  if (input instanceof TabInputText) return input.uri;
  if (input instanceof TabInputTextDiff) return input.modified;
  return input instanceof TabInputCustom && input.viewType === viewType ? input.uri : null;
}

/** Where the active tab shows no file at all, as a walkthrough does: the file that another tab shows, one in sight before one that is not. */
export function uriBehind(): Uri | null {
  const { all, activeTabGroup } = window.tabGroups;
  if (activeTabGroup.activeTab === undefined || activeTabGroup.activeTab.input !== undefined) return null;
  const traced = workspace.textDocuments.filter(({ languageId: id }) => id === languageId).map(({ uri }) => uri.toString());
  const tabs = all.flatMap((group) => group.tabs).filter(({ input }) => traced.includes(uriOf(input)?.toString() ?? ""));
  return uriOf((tabs.find(({ isActive }) => isActive) ?? tabs.at(-1))?.input);
}
