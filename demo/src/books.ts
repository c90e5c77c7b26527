import { assert } from "@warmline/shared/kernel/assert.ts";
import type { Result } from "@warmline/shared/kernel/result.ts";
import type { Instant } from "@warmline/shared/kernel/time.ts";
import type { Body } from "@warmline/shared/store/collection.ts";
import type { HeatingSpace, Household } from "@warmline/shared/households/model.ts";
import { emptyAccount } from "@warmline/shared/ledger/account.ts";
import { AMOUNT_MAX_FEN } from "@warmline/shared/ledger/allocate.ts";
import { buildEntry, entriesOf, type NewEntry } from "@warmline/shared/ledger/chain.ts";
import { charge } from "@warmline/shared/ledger/charge.ts";
import { applyPrepaid, pay } from "@warmline/shared/ledger/pay.ts";
import { accounts, entries, type Account, type Posting } from "@warmline/shared/ledger/model.ts";
import { insert, type Write } from "@warmline/shared/store/write.ts";
import { contentOf, sha256 } from "@warmline/server/domains/ledger/hash.ts";
import { demoCaller } from "./bulk.ts";
import { priceOf, type DemoSeason } from "./calendar.ts";
import type { Draw } from "./draw.ts";
import { stepsOf, type Habit, type Step } from "./habits.ts";
import { HALLS } from "./places.ts";
import type { Receipts } from "./receipts.ts";

export interface BooksOf {
  readonly household: Body<Household>;
  readonly habit: Habit;
  readonly seasons: readonly DemoSeason[];
  readonly receipts: Receipts;
  /** What would happen later has not happened yet. */
  readonly now: Instant;
  readonly draw: Draw;
}

export interface Books {
  readonly account: Account;
  readonly writes: readonly Write[];
}

/** A household's journal over the seasons, made by the ledger's own rules. */
export function keepBooks(of: BooksOf): Books {
  let account = emptyAccount(of.household.id);
  const made: NewEntry[] = [];
  for (const step of stepsOf(of.habit, of.seasons, of.draw)) {
    if (step.at > of.now) break;
    for (const decide of postingsOf(step, of)) {
      const posting = decide(account);
      if (posting === null) continue;
      const posted = buildEntry(account, posting, stampFor(account, step, posting), sha256);
      made.push(...entriesOf(posted));
      account = posted.account;
    }
  }
  return {
    account,
    writes: [...made.map((entry) => insert(entries, entry)), insert(accounts, account)],
  };
}

type Decide = (account: Account) => Posting | null;

function postingsOf(step: Step, of: BooksOf): Decide[] {
  switch (step.kind) {
    case "charge":
      return [
        (account) => done(charge(account, chargeOf(step.season, of))),
        (account) =>
          account.prepaidFen > 0 && account.owedFen > 0 ? done(applyPrepaid(account)) : null,
      ];
    case "pay":
      return [(account) => payOwed(account, step, of)];
    case "pay-ahead":
      return [(account) => payment(account, step.amountFen, step.at, of)];
  }
}

function chargeOf(season: DemoSeason, { household, seasons }: BooksOf) {
  const newest = seasons.at(-1)!;
  const prices = Object.fromEntries(
    household.spaces.map(({ priceClass }: HeatingSpace) => [
      priceClass,
      priceOf(priceClass, season, newest),
    ]),
  );
  return { season: season.name, spaces: household.spaces, prices };
}

function payOwed(account: Account, step: Step & { kind: "pay" }, of: BooksOf): Posting | null {
  if (account.owedFen === 0) return null;
  const { owedFen } = account;
  const part = Math.ceil((owedFen * step.percent) / 10_000) * 100;
  return payment(account, Math.min(owedFen, part, AMOUNT_MAX_FEN), step.at, of);
}

/** Most pay by phone or bank; who comes in person comes to one of the halls. */
function payment(account: Account, amountFen: number, at: Instant, of: BooksOf): Posting {
  const { draw, receipts, household } = of;
  const method = draw.weighted([
    [45, "wechat"],
    [15, "alipay"],
    [15, "bank"],
    [10, "cash"],
    [15, "card"],
  ] as const);
  const hallId = method === "cash" || method === "card" ? draw.pick(HALLS).id : undefined;
  const receiptNumber = receipts.next(hallId ?? null, at);
  const input = { method, amountFen, receiptNumber, payer: household.people[0]?.name, hallId };
  return done(pay(account, input));
}

function stampFor(account: Account, { at }: Step, { detail }: Posting) {
  const seq = account.seq + 1;
  const { actor, origin } = demoCaller;
  const key = `demo/${account.id}/${seq}`;
  return {
    nextId: () => `entry-${account.id.slice("household-".length)}-${seq}`,
    key,
    content: contentOf(`ledger.${detail.kind}`, actor.id, { key }),
    at,
    actorId: actor.id,
    actorName: actor.name,
    origin,
  };
}

/** The city is made so that no rule refuses. */
function done(result: Result<Posting>): Posting {
  assert(result.ok, `the demo city keeps to the rules${result.ok ? "" : `: ${result.code}`}`);
  return result.value;
}
