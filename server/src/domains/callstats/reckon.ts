import { agentPeriods, callPeriods } from "@warmline/shared/acd/periods.ts";
import { sharesOfAgent, sharesOfCall, type Share } from "@warmline/shared/callstats/fold.ts";
import { sharesOfChat } from "@warmline/shared/callstats/fold-chats.ts";
import {
  callSumsProgress,
  PROGRESS_ID,
  type CallSumsProgress,
} from "@warmline/shared/callstats/model.ts";
import { chatPeriods } from "@warmline/shared/chatdesk/periods.ts";
import type { Body } from "@warmline/shared/store/collection.ts";
import type { LogEntry } from "@warmline/shared/store/port.ts";
import { put } from "@warmline/shared/store/write.ts";
import type { Deps } from "../../platform/deps.ts";
import { anchorOf, isInLog } from "../../platform/stores/anchor-of.ts";
import { writtenIds } from "../../platform/stores/written-ids.ts";
import { sumsWrites } from "./sums-writes.ts";

/** Commits read at once; what they come to is one commit. */
const CHUNK = 256;
/** How far it has read is kept only now and then where there was nothing to reckon. */
const KEPT_EACH = 20_000;

/**
 * 汇总: reckons up every period in the log that has not been, in order. Sums and position are one
 * commit: of two nodes that reckon at once one is first, and the other reads on from there.
 */
export async function reckonUp(
  { store }: Pick<Deps, "store">,
  stopped: () => boolean = () => false,
): Promise<void> {
  let progress = await progressOf({ store });
  let { position } = progress;
  while (!stopped()) {
    const entries = await store.read(position, CHUNK);
    const last = entries.at(-1);
    if (last === undefined && !progress.anew) return;
    const shares = await sharesIn({ store }, entries);
    const at = last === undefined ? progress : anchorOf(last);
    const kept =
      shares.length > 0 || last === undefined || position - progress.position > KEPT_EACH;
    if (kept) {
      const next = { ...progress, ...at, anew: progress.anew && last !== undefined };
      const sums = await sumsWrites({ store }, shares, progress.reckoning);
      await store.commit([...sums, put(callSumsProgress, progress, next)]);
      // Whoever was first: read on from where the store stands.
      progress = await progressOf({ store });
      ({ position } = progress);
    } else {
      ({ position } = at);
    }
  }
}

/** Everything that is there is reckoned anew where the log is not the one that was read. */
export async function checkProgress({ store }: Pick<Deps, "store">): Promise<void> {
  const progress = await progressOf({ store });
  if (progress.rev === 0 || (await isInLog(store, progress))) return;
  await store.commit([put(callSumsProgress, progress, fromTheFirst(progress))]);
}

export async function progressOf({
  store,
}: {
  readonly store: Pick<Deps["store"], "get">;
}): Promise<CallSumsProgress> {
  const kept = await store.get(callSumsProgress, PROGRESS_ID);
  return kept ?? { id: PROGRESS_ID, rev: 0, position: 0, hash: "", reckoning: 1, anew: false };
}

/** 重算: what was reckoned before counts as nothing. */
export function fromTheFirst({ id, reckoning }: CallSumsProgress): Body<CallSumsProgress> {
  return { id, position: 0, hash: "", reckoning: reckoning + 1, anew: true };
}

async function sharesIn(
  { store }: Pick<Deps, "store">,
  entries: readonly LogEntry[],
): Promise<Share[]> {
  const [ofCalls, ofAgents, ofChats] = await Promise.all([
    store.getMany(callPeriods, writtenIds(entries, callPeriods)),
    store.getMany(agentPeriods, writtenIds(entries, agentPeriods)),
    store.getMany(chatPeriods, writtenIds(entries, chatPeriods)),
  ]);
  return [
    ...ofCalls.flatMap(sharesOfCall),
    ...ofAgents.flatMap(sharesOfAgent),
    ...ofChats.flatMap(sharesOfChat),
  ];
}
