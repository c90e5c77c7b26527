import { matches } from "@warmline/shared/store/match.ts";
import type { Conflict } from "@warmline/shared/store/port.ts";
import { judge, type Facts } from "./facts.ts";
import type { LoggedWrite } from "./commit-log.ts";
import { isOpen, type Pending } from "./pending.ts";

/** One group is one `insertMany`: bounded, so that no commit waits long for its company. */
const GROUP_COMMITS = 512;
const GROUP_BYTES = 12 * 1024 * 1024;

/** The first of those that wait, as many as may go together. */
export function takeGroup(queue: readonly Pending[]): Pending[] {
  const group: Pending[] = [];
  let bytes = 0;
  for (const pending of queue) {
    const full = group.length >= GROUP_COMMITS || bytes + pending.bytes > GROUP_BYTES;
    if (group.length > 0 && (full || pending.alone)) break;
    bytes += pending.bytes;
    group.push(pending);
    if (pending.alone) break;
  }
  return group;
}

export interface Choice {
  /** Valid together, in this order, on top of what the facts tell. */
  readonly go: readonly Pending[];
  readonly refused: readonly { readonly pending: Pending; readonly conflict: Conflict }[];
  /** Some rest on a revision that may be on its way. */
  readonly behind: boolean;
}

/**
 * Judges a group in the order in which it was asked for. Who touches what one before it writes
 * cannot be judged yet and waits: so revisions in flight may be built on. `arrived`: what is behind
 * now stays behind.
 */
export function choose(group: readonly Pending[], facts: Facts, arrived: boolean): Choice {
  const before = createFootprint();
  const go: Pending[] = [];
  const refused: { pending: Pending; conflict: Conflict }[] = [];
  let behind = false;
  for (const pending of group.filter(isOpen)) {
    const waits = before.touches(pending);
    const verdict = waits ? null : judge(pending, facts);
    if (verdict !== null && (arrived || !verdict.behind)) {
      refused.push({ pending, conflict: verdict.conflict });
      continue;
    }
    before.add(pending);
    if (verdict !== null) behind = true;
    else if (!waits) go.push(pending);
  }
  return { go, refused, behind };
}

/** What some commits write, and whether another one rests on it or claims the same. */
function createFootprint() {
  const claimed = new Set<string>();
  const documents = new Set<string>();
  const bodies = new Map<string, LoggedWrite[]>();

  return {
    add({ content }: Pending): void {
      for (const key of content.keys) claimed.add(key);
      for (const write of content.writes) {
        documents.add(`${write.collection}/${write.id}`);
        const known = bodies.get(write.collection);
        if (known === undefined) bodies.set(write.collection, [write]);
        else known.push(write);
      }
    },
    touches({ content, guards }: Pending): boolean {
      const has = (collection: string, id: string) => documents.has(`${collection}/${id}`);
      return (
        content.keys.some((key) => claimed.has(key)) ||
        content.writes.some(({ collection, id }) => has(collection, id)) ||
        guards.some((guard) => {
          const { name } = guard.collection;
          if (!("plan" in guard)) return has(name, guard.id);
          if (guard.found.some(({ id }) => has(name, id))) return true;
          return (bodies.get(name) ?? []).some(({ body }) => matches(guard.plan, body));
        })
      );
    },
  };
}
