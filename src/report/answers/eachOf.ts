/** A long list gone through in slices. */
import type { ShouldYield, Sliced } from "../../core/slices.js";

/** Items between two questions whether to yield: some tenths of a millisecond. */
const piece = 256;

/** Does `act` with each item in turn. */
export function* eachOf<Item>(items: readonly Item[], act: (item: Item, index: number) => void, shouldYield: ShouldYield): Sliced<void> {
  for (const [index, item] of items.entries()) {
    act(item, index);
    if (index % piece === piece - 1 && shouldYield()) yield { done: index + 1, total: items.length };
  }
}
