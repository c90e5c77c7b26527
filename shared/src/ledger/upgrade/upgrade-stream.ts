import { assert, unreachable } from "../../kernel/assert.ts";
import { smallerFen, subtractFen, ZERO_FEN, type Fen } from "../../kernel/money.ts";
import type { CityDate } from "../../kernel/time.ts";
import type { AccountState } from "../account.ts";
import { payFrom, type Link } from "../allocate.ts";
import { makeEntry, type Hash } from "../chain.ts";
import { advance, KINDS, type AnyPosting, type Entry, type NewEntry } from "../entry.ts";
import { undo, undoLines } from "../kinds/undo.ts";
import { sumFen, type PaymentChannel } from "../lines.ts";
import type { Payment } from "../payment.ts";
import { accountOf, emptyPosition, freeLots, openItems, type Position } from "../position.ts";
import type { FormerAllocation, FormerDetail, FormerEntry } from "./former.ts";
import { addLines, agrees, alignment, type FormerSums } from "./former-sums.ts";

/** One household's journal before the upgrade. */
export interface FormerStream {
  readonly householdId: string;
  /** All of them, oldest first. */
  readonly entries: readonly FormerEntry[];
  /** Where the household is now, as a path (see place.ts): entries did not keep it. */
  readonly place: string;
  /** The first day of a season, where it is known. */
  readonly seasonFrom: (season: string) => CityDate | undefined;
}

/** What replaces it, as documents without a revision. */
export interface UpgradedStream {
  readonly entries: readonly Omit<Entry, "rev">[];
  readonly payments: readonly Omit<Payment, "rev">[];
  /** Null: the household never had an entry. */
  readonly account: Omit<AccountState, "rev"> | null;
}

/**
 * Upgrades one household's journal to open items and lots. After each entry the sums by season and
 * account are, to the fen, what they were; where the old rules had taken money from another season
 * than the new ones would, a reallocation says so. Every entry keeps its id, its audit record and,
 * as evidence, its old hash. Throws when the old entries contradict themselves: they were tampered
 * with, or are not all there.
 */
export function upgradeStream(former: FormerStream, hash: Hash): UpgradedStream {
  const upgrade = new Upgrade(former, hash);
  for (const [place, entry] of former.entries.entries()) {
    const next = former.entries[place + 1];
    // What a reversal left over was settled in the entry after it: they are one act.
    if (entry.detail.kind === "settled") continue;
    upgrade.take(entry, next?.detail.kind === "settled" ? next : undefined);
  }
  return upgrade.done();
}

class Upgrade {
  readonly #former: FormerStream;
  readonly #hash: Hash;
  readonly #position: Position;
  readonly #sums: FormerSums = new Map();
  readonly #entries: Omit<Entry, "rev">[] = [];
  readonly #byId = new Map<string, NewEntry>();
  readonly #payments: Omit<Payment, "rev">[] = [];

  constructor(former: FormerStream, hash: Hash) {
    this.#former = former;
    this.#hash = hash;
    this.#position = emptyPosition(former.householdId);
  }

  /** One act: an entry, and the settlement that followed it. */
  take(entry: FormerEntry, settlement: FormerEntry | undefined): void {
    const posting = this.#posting(entry);
    if (posting !== null) this.#post(posting, entry);
    addLines(this.#sums, entry.lines);
    if (settlement !== undefined) addLines(this.#sums, settlement.lines);
    const links = alignment(this.#position, this.#sums);
    if (links.length > 0) this.#realign(links, entry, settlement);
    assert(agrees(this.#position, this.#sums), `entry ${entry.id}: sums by season cannot be kept`);
  }

  done(): UpgradedStream {
    const last = this.#entries.at(-1);
    const { auditId } = last ?? {};
    const account = accountOf(this.#position);
    return {
      entries: this.#entries,
      payments: this.#payments,
      account:
        last === undefined ? null : { ...account, ...(auditId === undefined ? {} : { auditId }) },
    };
  }

  /** Null: it is told by the reallocation alone. */
  #posting({ id, detail }: FormerEntry): AnyPosting | null {
    switch (detail.kind) {
      case "charge":
        return this.#charge(id, detail);
      case "opening":
        return opening(id, detail);
      case "payment":
        return this.#payment(detail);
      case "applied":
        return {
          lines: KINDS.prepaymentApplied.lines(this.#applied(detail.allocations)),
          detail: { kind: "prepaymentApplied" },
        };
      case "reversal":
        return detail.of === "applied" ? null : this.#reversal(detail.reverses, detail.of);
      case "settled":
        return null;
      default:
        return unreachable(detail);
    }
  }

  #charge(entryId: string, { season, basis }: FormerDetail & { kind: "charge" }): AnyPosting {
    const dueOn = this.#former.seasonFrom(season);
    const steps = basis.map((one) => ({
      rule: "area@1" as const,
      spaceId: one.spaceId,
      label: one.label,
      areaMilli: one.areaMilli,
      price10k: one.price10k,
      priceClass: one.priceClass,
      amountFen: one.amountFen,
    }));
    const items = [{ fee: "heat" as const, steps }];
    return {
      lines: KINDS.charge.lines({ entryId, season, items, links: [] }),
      detail: { kind: "charge", items: [{ ...(dueOn === undefined ? {} : { dueOn }), steps }] },
    };
  }

  #payment(detail: FormerDetail & { kind: "payment" }): AnyPosting {
    const { method, amountFen, receiptNumber: paymentId, prepaidFen } = detail;
    const own = { lotId: paymentId, seq: 0, leftFen: amountFen };
    const allocations = detail.allocations.flatMap(({ season, amountFen: part }) =>
      payFrom([{ ...own, leftFen: part }], this.#openIn(season)),
    );
    const plan = { allocations, restFen: prepaidFen };
    return {
      paymentId,
      lines: KINDS.payment.lines({
        paymentId,
        tenders: [{ method, amountFen }],
        plan,
        returned: [],
        links: [],
      }),
      detail: { kind: "payment", channel: channelOf(detail) },
    };
  }

  /** Lots pay each season what was applied to it, the oldest lot first. */
  #applied(allocations: readonly FormerAllocation[]): Link[] {
    let lots = freeLots(this.#position);
    return allocations.flatMap(({ season, amountFen }) => {
      const links = payFrom(upTo(lots, amountFen), this.#openIn(season));
      lots = lots.map((lot) => {
        const used = sumFen(links.filter(({ lotId }) => lotId === lot.lotId));
        return { ...lot, leftFen: subtractFen(lot.leftFen, used) };
      });
      return links;
    });
  }

  #reversal(reverses: string, of: "opening" | "charge" | "payment"): AnyPosting {
    const undone = this.#byId.get(reverses);
    assert(undone, `entry ${reverses} is reversed and is not there`);
    const facts = undo(this.#position, undone, { settle: false });
    const detail = { kind: "reversal" as const, of, ...facts.brought };
    return { reverses, lines: undoLines(facts), detail };
  }

  #realign(links: readonly Link[], entry: FormerEntry, settlement: FormerEntry | undefined): void {
    const moved = KINDS.reallocation.decide(this.#position, links);
    assert(moved.ok, "there is something to move");
    const { detail } = entry;
    const undoes = detail.kind === "reversal" && detail.of === "applied";
    const own = undoes ? entry : (settlement ?? { ...entry, id: `${entry.id}/aligned` });
    this.#post({ ...moved.value, ...(undoes ? { reverses: detail.reverses } : {}) }, own);
  }

  #post(posting: AnyPosting, { id, at, hash, by, detail, actorId }: FormerEntry): void {
    const stamp = { id, now: at, place: this.#former.place, formerHash: hash };
    const { entry } = makeEntry(accountOf(this.#position), posting, stamp, this.#hash);
    advance(this.#position, entry);
    const audited = by === undefined ? {} : { auditId: by.id };
    this.#entries.push({ ...entry, ...audited });
    this.#byId.set(id, entry);
    if (detail.kind !== "payment") return;
    const { receiptNumber, method, amountFen, payer, hallId } = detail;
    this.#payments.push({
      id: receiptNumber,
      bookedOn: entry.bookedOn,
      tenders: [{ method, amountFen }],
      channel: { kind: channelOf(detail) },
      ...(payer === undefined ? {} : { payer }),
      ...(hallId === undefined ? {} : { officeId: hallId }),
      takenBy: actorId,
      parts: [{ accountId: this.#former.householdId, entryId: id, amountFen }],
      ...audited,
    });
  }

  #openIn(season: string) {
    return openItems(this.#position).filter((item) => item.season === season);
  }
}

function opening(
  entryId: string,
  { balances, prepaidFen }: FormerDetail & { kind: "opening" },
): AnyPosting {
  const nothing = { relievedFen: ZERO_FEN, paidFen: ZERO_FEN, writtenOffFen: ZERO_FEN };
  const seasons = balances.map(({ season, owedFen }) => ({
    season,
    fee: "heat" as const,
    chargedFen: owedFen,
    ...nothing,
  }));
  return {
    lines: KINDS.opening.lines({ entryId, seasons, prepaidFen, links: [] }),
    detail: { kind: "opening", seasons },
  };
}

function channelOf({ method, hallId }: FormerDetail & { kind: "payment" }): PaymentChannel {
  return hallId !== undefined || method === "cash" || method === "card" ? "counter" : method;
}

/** The first lots, as far as an amount reaches. */
function upTo<L extends { readonly leftFen: Fen }>(lots: readonly L[], amountFen: Fen): L[] {
  let rest = amountFen;
  return lots.flatMap((lot) => {
    const leftFen = smallerFen(rest, lot.leftFen);
    rest = subtractFen(rest, leftFen);
    return leftFen > 0 ? [{ ...lot, leftFen }] : [];
  });
}
