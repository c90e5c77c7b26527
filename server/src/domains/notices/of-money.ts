import { households, type Household } from "@warmline/shared/households/model.ts";
import { accounts } from "@warmline/shared/ledger/account.ts";
import { accountIdOf, entries, type Entry } from "@warmline/shared/ledger/entry.ts";
import { isFormerAccount } from "@warmline/shared/ledger/holder-account.ts";
import { sumFen } from "@warmline/shared/ledger/lines.ts";
import { payments, type Payment } from "@warmline/shared/ledger/payment.ts";
import {
  noticePreferences,
  type NoticeAbout,
  type NoticeTopic,
} from "@warmline/shared/notices/model.ts";
import type { NewNotice } from "@warmline/shared/notices/rules.ts";
import type { LogEntry } from "@warmline/shared/store/port.ts";
import type { Deps } from "../../platform/deps.ts";
import { writtenIds } from "../../platform/stores/written-ids.ts";
import { boundChats } from "./bound-chats.ts";
import { mobileOf } from "./mobile.ts";
import { noticeId } from "./raise-command.ts";

/** One thing that a household may be told about its money. */
interface Fact {
  readonly householdId: string;
  readonly fact: string;
  readonly topic: NoticeTopic;
  readonly about: NoticeAbout;
}

/**
 * 账单与缴费: for those who wish it, in the chats where the household is bound, and by text message.
 * Most commits of a season's run are of nobody who does: their entries are not even read.
 */
export async function noticesOfMoney(
  deps: Pick<Deps, "store">,
  batch: readonly LogEntry[],
): Promise<NewNotice[]> {
  const own = writtenIds(batch, accounts).filter((id) => !isFormerAccount(id));
  const wishes = await wishesOf(deps, own);
  if (wishes.size === 0) return [];
  const mine = batch.filter(({ writes }) =>
    writes.some(({ collection, id }) => collection === accounts.name && wishes.has(id)),
  );
  const [paid, posted] = await Promise.all([
    deps.store.getMany(payments, writtenIds(mine, payments)),
    deps.store.getMany(entries, writtenIds(mine, entries)),
  ]);
  const facts = [...paid.flatMap(factsOfPayment), ...posted.flatMap(factsOfCharge)];
  return facts.flatMap((fact) => noticesOf(fact, wishes.get(fact.householdId)));
}

interface Wishes {
  readonly chatIds: readonly string[];
  readonly sms: readonly NoticeTopic[];
  readonly household: Household;
}

async function wishesOf(
  deps: Pick<Deps, "store">,
  householdIds: readonly string[],
): Promise<Map<string, Wishes>> {
  const [bound, preferences] = await Promise.all([
    boundChats(deps, householdIds),
    deps.store.getMany(noticePreferences, householdIds),
  ]);
  const sms = new Map(preferences.map((one) => [one.id, one.sms]));
  const ids = householdIds.filter((id) => bound.has(id) || sms.has(id));
  const known = await deps.store.getMany(households, ids);
  return new Map(
    known.map((household) => {
      const { id } = household;
      const chatIds = (bound.get(id) ?? []).map((chat) => chat.id);
      return [id, { chatIds, sms: sms.get(id) ?? [], household }];
    }),
  );
}

function factsOfPayment({ id: receipt, parts }: Payment): Fact[] {
  return parts.map(({ accountId, amountFen }) => ({
    householdId: accountId,
    fact: `payment/${receipt}/${accountId}`,
    topic: "payment",
    about: { kind: "payment", receipt, amountFen },
  }));
}

/** 应收: of each season that it charges, as a whole. */
function factsOfCharge({ id, streamId, detail, lines }: Entry): Fact[] {
  const householdId = accountIdOf(streamId);
  if (detail.kind !== "charge" || householdId === null) return [];
  // Those with a lot say what of it was paid at once.
  const charged = lines.filter(
    ({ account, lotId }) => account === "receivable" && lotId === undefined,
  );
  const seasons = new Set(charged.flatMap(({ season = [] }) => season));
  return [...seasons].map((season) => {
    const amountFen = sumFen(charged.filter((line) => line.season === season));
    const about = { kind: "bill", season, amountFen } as const;
    return { householdId, fact: `bill/${id}/${season}`, topic: "bill", about };
  });
}

/** Each chat by itself; the text message goes to the household, whatever chats it has. */
function noticesOf({ fact, topic, about }: Fact, wishes: Wishes | undefined): NewNotice[] {
  if (wishes === undefined) return [];
  const { household, chatIds, sms } = wishes;
  const of = {
    about,
    householdId: household.id,
    branchId: household.place.branchId,
  };
  const phone = sms.includes(topic) ? mobileOf(household) : undefined;
  return [
    ...chatIds.map((chatId) => ({ ...of, id: noticeId(fact, chatId), chatId })),
    ...(phone === undefined ? [] : [{ ...of, id: noticeId(fact, phone), phone }]),
  ];
}
