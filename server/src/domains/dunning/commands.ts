import type { StepKind } from "@warmline/shared/catalogue/dunning-rule.ts";
import type { Delivery, HoldGround } from "@warmline/shared/dunning/model.ts";
import {
  refuseDispute,
  refuseHold,
  refusePromise,
  refuseStep,
  refuseUndo,
} from "@warmline/shared/dunning/rules.ts";
import type { Fen } from "@warmline/shared/kernel/money.ts";
import { ok, refuse } from "@warmline/shared/kernel/result.ts";
import type { CityDate } from "@warmline/shared/kernel/time.ts";
import { KINDS } from "@warmline/shared/ledger/entry.ts";
import { eventCommand, filesOf, type OnAccount, type WithFiles } from "./event-command.ts";
import { postingEventCommand } from "./posting-event.ts";

export interface RecordStep extends WithFiles {
  readonly step: StepKind;
  readonly day: CityDate;
  readonly delivery: Delivery;
  readonly receiver?: string | undefined;
  readonly note?: string | undefined;
}

/**
 * 登记催缴. Refusals, in this order: `not-found`, `file-not-found`, `approval-needed` (an order to shut
 * a valve), those of `refuseStep`.
 */
export const recordStep = eventCommand({
  name: "dunning.record-step",
  files: filesOf,
  rule(
    { standing, ladder, today, photos },
    { step, day: on, delivery, receiver, note }: RecordStep,
  ) {
    if (step === "valve-order") return refuse("approval-needed");
    const refusal = refuseStep(standing, ladder, { step, on, receiver, photos }, today);
    if (refusal !== null) return refusal;
    const { items, overdueFen: amountFen } = standing;
    const itemIds = items.map(({ itemId }) => itemId);
    const told = {
      ...(ladder.source === undefined ? {} : { ladder: ladder.source }),
      ...(receiver === undefined ? {} : { receiver }),
      ...(note === undefined ? {} : { note }),
    };
    return ok({ on, fact: { kind: "step", step, itemIds, amountFen, delivery, ...told } });
  },
});

export interface RecordPromise extends OnAccount {
  readonly amountFen: Fen;
  readonly payBy: CityDate;
  readonly note?: string | undefined;
}

/** 登记缴费承诺. Refusals, in this order: `not-found`, those of `refusePromise`. */
export const recordPromise = eventCommand({
  name: "dunning.promise",
  rule({ standing, today }, { amountFen, payBy, note }: RecordPromise) {
    const refusal = refusePromise(standing, { amountFen, payBy }, today);
    if (refusal !== null) return refusal;
    const items = standing.items.map(({ itemId, season, fee, openFen }) => {
      return { itemId, season, fee, openFen };
    });
    const told = note === undefined ? {} : { note };
    return ok({ fact: { kind: "promise", items, amountFen, payBy, ...told } });
  },
});

export interface HoldDunning extends WithFiles {
  readonly holdGround: HoldGround;
  readonly heldUntil: CityDate;
  readonly reason: string;
}

/** 暂缓催缴. Refusals, in this order: `not-found`, `file-not-found`, `hold-day-wrong`. */
export const holdDunning = eventCommand({
  name: "dunning.hold",
  files: filesOf,
  rule({ today }, { holdGround: ground, heldUntil: until, reason }: HoldDunning) {
    const refusal = refuseHold(until, today);
    return refusal ?? ok({ fact: { kind: "hold", ground, until, reason }, reason });
  },
});

export interface DisputeItems extends WithFiles {
  readonly itemIds: readonly string[];
  readonly reason: string;
}

/**
 * 标记争议: with an entry of the ledger by which nothing on account pays what is disputed and its days
 * earn no late fee. Refusals, in this order: `not-found`, `file-not-found`, those of
 * `refuseDispute`, `day-closed`.
 */
export const disputeItems = postingEventCommand({
  name: "dunning.dispute",
  files: filesOf,
  rule({ account, standing }, { itemIds, reason }: DisputeItems) {
    const refusal = refuseDispute(account.items, standing, itemIds);
    return refusal ?? ok({ fact: { kind: "dispute", itemIds, reason }, reason });
  },
  posting: ({ position }, { itemIds }) => KINDS.dispute.decide(position, itemIds),
});

export interface UndoDunning extends OnAccount {
  readonly eventId: string;
  readonly reason: string;
}

/**
 * 撤回: the inverse of all these; with a dispute goes what it means for the ledger (争议了结). Refusals,
 * in this order: `not-found`, those of `refuseUndo`, and of a dispute `day-closed`.
 */
export const undoDunning = postingEventCommand({
  name: "dunning.undo",
  rule({ events }, { eventId, reason }: UndoDunning) {
    const refusal = refuseUndo(events, eventId);
    return refusal ?? ok({ undoes: eventId, fact: { kind: "undo", reason }, reason });
  },
  posting({ events, position }, { eventId }) {
    const fact = events.find(({ id }) => id === eventId)?.fact;
    if (fact?.kind !== "dispute") return ok(null);
    const settled = KINDS.disputeSettled.decide(position, fact.itemIds);
    // None of it is disputed any more: charged anew, or recorded before disputes were posted.
    return settled.ok ? settled : ok(null);
  },
});
