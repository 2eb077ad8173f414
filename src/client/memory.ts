/** Remembers, over window reloads, where a person stood in each file. */
import { isChange, isPlace } from "../protocol/toHost.js";
import type { Cursor } from "./cursor.js";

/** Where things are kept; a vscode.Memento is one. */
export interface Store {
  get(key: string): unknown;
  update(key: string, value: unknown): PromiseLike<void>;
}

const key = "unroll.cursors";

/** Files remembered; beyond that the one least lately used is forgotten. */
export const mostFiles = 100;

export class Memory {
  /** By uri, the least lately used first. */
  private readonly cursors = new Map<string, Cursor>();
  private isDirty = false;
  private writing: Promise<void> | null = null;

  constructor(
    private readonly store: Store,
    private readonly failed: (error: unknown) => void,
  ) {
    for (const [uri, cursor] of readCursors(store.get(key))) this.cursors.set(uri, cursor);
  }

  of(uri: string): Cursor | null {
    return this.cursors.get(uri) ?? null;
  }

  remember(uri: string, cursor: Cursor): void {
    this.cursors.delete(uri);
    this.cursors.set(uri, cursor);
    for (const oldest of this.cursors.keys()) {
      if (this.cursors.size <= mostFiles) break;
      this.cursors.delete(oldest);
    }
    this.save();
  }

  /** Copies what is known of a file, or of every file in a folder, to its new name. */
  copy(from: string, to: string): void {
    for (const uri of this.under(from)) this.remember(to + uri.slice(from.length), this.cursors.get(uri) as Cursor);
  }

  /** Forgets a file, or every file in a folder. */
  forget(uri: string): void {
    for (const known of this.under(uri)) this.cursors.delete(known);
    this.save();
  }

  /** Resolves when everything is written. */
  async flush(): Promise<void> {
    while (this.writing !== null) await this.writing;
  }

  private under(uri: string): readonly string[] {
    return [...this.cursors.keys()].filter((known) => known === uri || known.startsWith(`${uri}/`));
  }

  /** One write at a time: steps that come faster than the store are written together. */
  private save(): void {
    this.isDirty = true;
    this.writing ??= this.write();
  }

  private async write(): Promise<void> {
    try {
      while (this.isDirty) {
        this.isDirty = false;
        await this.store.update(key, [...this.cursors]);
      }
    } catch (error) {
      this.failed(error);
    } finally {
      this.writing = null;
    }
  }
}

/** What an earlier window wrote, as far as it is of the right form. */
function readCursors(stored: unknown): readonly (readonly [string, Cursor])[] {
  if (!Array.isArray(stored)) return [];
  return stored.filter((entry) => Array.isArray(entry) && typeof entry[0] === "string" && isCursor(entry[1]));
}

function isCursor(value: unknown): value is Cursor {
  if (typeof value !== "object" || value === null || !("t" in value) || !("selection" in value)) return false;
  if ("updates" in value && !isUpdates(value.updates)) return false;
  if ("revealed" in value && !(Array.isArray(value.revealed) && value.revealed.every((key) => typeof key === "string"))) return false;
  if ("whatIf" in value && !isWhatIf(value.whatIf)) return false;
  return isCount(value.t) && (value.selection === null || isPlace(value.selection));
}

function isUpdates(value: unknown): boolean {
  if (typeof value !== "object" || value === null || !("taken" in value) || !("shown" in value)) return false;
  return isCount(value.taken) && isCount(value.shown) && value.shown <= value.taken;
}

function isWhatIf(value: unknown): boolean {
  return Array.isArray(value) && value.every((change) => isChange(change) && change.value !== null);
}

function isCount(value: unknown): value is number {
  return Number.isSafeInteger(value) && (value as number) >= 0;
}
