import type { Actor } from "@warmline/shared/access/actor.ts";
import { cityWide, within } from "@warmline/shared/access/scope.ts";
import { households } from "@warmline/shared/households/model.ts";
import { later } from "@warmline/shared/kernel/time.ts";
import type { Language } from "@warmline/shared/messages/index.ts";
import {
  SHOWN_MAX,
  UNREACHED_MAX,
  type HouseholdNotices,
  type NoticeRow,
  type UnreachedRow,
} from "@warmline/shared/notices/api.ts";
import {
  noticePreferences,
  notices,
  SMS_BY_DEFAULT,
  type Notice,
} from "@warmline/shared/notices/model.ts";
import type { Deps } from "../../platform/deps.ts";
import { findPages } from "../../platform/stores/find-pages.ts";
import { boundChats } from "./bound-chats.ts";
import { textOf } from "./words.ts";

type Reading = Pick<Deps, "store" | "clock">;

/** Who was just rung stays in sight, so that a slip can be taken back. */
const JUST_TOLD_MS = 30 * 60_000;

/** 待电话告知: those of one's own branches, who waits longest first; then those just rung. */
export async function unreachedNow(
  { store, clock }: Reading,
  actor: Actor,
  language: Language,
): Promise<{ readonly notices: readonly UnreachedRow[]; readonly more: boolean }> {
  const own: Notice[] = [];
  const sees = ({ branchId }: Notice) =>
    cityWide(actor) || (branchId !== undefined && within(actor, { branchId }));
  const failed = { index: "byState", where: { state: "failed" } } as const;
  for await (const page of findPages(store, notices, failed, UNREACHED_MAX)) {
    own.push(...page.filter(sees));
    if (own.length > UNREACHED_MAX) break;
  }
  const told = await store.find(notices, {
    index: "byState",
    where: { state: "told" },
    order: "descending",
    limit: UNREACHED_MAX,
  });
  const justTold = later(clock.now(), -JUST_TOLD_MS);
  own.push(...told.filter((one) => sees(one) && one.since > justTold));
  const shown = own.slice(0, UNREACHED_MAX);
  const rows = await rowsOf({ store }, shown, language);
  return {
    notices: rows.map((row, place) => {
      const { phone } = shown[place] ?? {};
      return { ...row, ...(phone === undefined ? {} : { phone }) };
    }),
    more: own.length > UNREACHED_MAX,
  };
}

/** What a household was told lately; whether it is within reach is asked before. */
export async function noticesOfHousehold(
  { store }: Pick<Deps, "store">,
  householdId: string,
  language: Language,
): Promise<HouseholdNotices> {
  const [preference, bound, found] = await Promise.all([
    store.get(noticePreferences, householdId),
    boundChats({ store }, [householdId]),
    store.find(notices, {
      index: "byHousehold",
      where: { householdId },
      order: "descending",
      limit: SHOWN_MAX,
    }),
  ]);
  return {
    rev: preference?.rev ?? 0,
    sms: preference?.sms ?? SMS_BY_DEFAULT,
    chats: bound.get(householdId)?.length ?? 0,
    notices: await rowsOf({ store }, found, language),
  };
}

async function rowsOf(
  { store }: Pick<Deps, "store">,
  found: readonly Notice[],
  language: Language,
): Promise<NoticeRow[]> {
  const ids = [...new Set(found.flatMap(({ householdId = [] }) => householdId))];
  const known = await store.getMany(households, ids);
  const numbers = new Map(known.map(({ id, number }) => [id, number]));
  return found.map((notice) => rowOf(notice, language, numbers));
}

function rowOf(
  notice: Notice,
  language: Language,
  numbers: ReadonlyMap<string, string>,
): NoticeRow {
  const {
    id,
    rev,
    about,
    state,
    since,
    raisedAt,
    channel,
    tried,
    toldBy,
    householdId = "",
  } = notice;
  const number = numbers.get(householdId);
  return {
    id,
    rev,
    kind: about.kind,
    text: textOf(about, language),
    state,
    since,
    raisedAt,
    ...(channel === undefined ? {} : { channel }),
    tried,
    ...(toldBy === undefined ? {} : { toldBy }),
    ...("caseId" in about ? { caseId: about.caseId } : {}),
    ...(number === undefined ? {} : { household: { id: householdId, number } }),
  };
}
