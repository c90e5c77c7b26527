import { assert } from "@warmline/shared/kernel/assert.ts";
import type { Fen } from "@warmline/shared/kernel/money.ts";
import { ok, refuse, type Result } from "@warmline/shared/kernel/result.ts";
import { makeEntry, type Posted } from "@warmline/shared/ledger/chain.ts";
import { KINDS } from "@warmline/shared/ledger/entry.ts";
import type { RefundCode } from "@warmline/shared/ledger/kinds/refund.ts";
import type { PaymentMethod } from "@warmline/shared/ledger/lines.ts";
import { officeOf, type Office } from "@warmline/shared/ledger/office.ts";
import { ledgerPermissions } from "@warmline/shared/ledger/permissions.ts";
import { positionOf } from "@warmline/shared/ledger/position.ts";
import { REFUND_POLICY } from "@warmline/shared/ledger/refund-policy.ts";
import { refunds } from "@warmline/shared/ledger/refund.ts";
import { insert } from "@warmline/shared/store/write.ts";
import { approvable, needsRequest } from "../../platform/commands/approvable.ts";
import { command, type Decision } from "../../platform/commands/command.ts";
import { askCommand, previewCommand } from "../requests/index.ts";
import { sha256 } from "./hash.ts";
import { labelOf, owedBetween, shownEntry } from "./posted-preview.ts";
import { readAccount, type HouseholdAccount } from "./posting.ts";
import { waysOfLots, type WaysOfLot } from "./refund-ways.ts";

export interface RefundInput {
  /** The account. */
  readonly id: string;
  readonly lotId: string;
  readonly method: PaymentMethod;
  readonly amountFen: Fen;
  readonly payee?: string | undefined;
  readonly reason: string;
}

interface Refunding extends HouseholdAccount, WaysOfLot {
  /** Of whoever asks. */
  readonly office: Office;
  readonly hallId: string | undefined;
}

type OrderCode = "not-found" | "refund-waiting" | RefundCode | "approval-needed";

/**
 * 退费: approved, a refund is due and waits to be paid out; nothing is posted by it. Refusals, in
 * this order: `not-found`, `refund-waiting` (of this payment one is due already), those of the
 * rule, `approval-needed`.
 */
export const orderRefund = command({
  name: "ledger.refund",
  scope: ({ household }: Refunding) => household.place,
  async load(reads, { id, lotId }: RefundInput, { actor }): Promise<Result<Refunding, OrderCode>> {
    const found = await readAccount(reads, id);
    if (!found.ok) return found;
    const lots = await waysOfLots(reads, id, [lotId]);
    const { scope } = actor.kind === "staff" ? actor : { scope: undefined };
    const hallId = scope?.kind === "hall" ? scope.hallId : undefined;
    return ok({ ...found.value, ...lots.get(lotId)!, office: officeOf(actor), hallId });
  },
  decide(state, input, moment): Result<Decision<{ readonly id: string }>, OrderCode> {
    if (state.waiting !== null) return refuse("refund-waiting");
    const posting = postingOf(state, input);
    if (!posting.ok) return posting;
    if (needsRequest(moment)) return refuse("approval-needed");
    const { request, actor, at } = moment;
    const { id: accountId, lotId, method, amountFen, payee, reason } = input;
    const id = request?.id ?? moment.nextId();
    const refund = {
      id,
      state: "due" as const,
      accountId,
      lotId,
      method,
      amountFen,
      ...(payee === undefined ? {} : { payee }),
      reason,
      asker: { id: actor.id, name: actor.name },
      office: state.office,
      approvedAt: at,
    };
    const due = request?.executes ?? true;
    return ok({
      value: { id },
      writes: [insert(refunds, refund)],
      subjects: [`households/${state.household.id}`, ...(due ? [`refunds/${id}`] : [])],
      reason,
    });
  },
});

function postingOf({ account, ways }: Refunding, { lotId, method, amountFen }: RefundInput) {
  const wanted = { refundId: "preview", lotId, method, amountFen, ways };
  return KINDS.refund.decide(positionOf(account), wanted);
}

/** 退费申请: nobody gives money back alone. */
export const refunding = approvable({
  command: orderRefund,
  ask: ledgerPermissions.askRefund,
  policy: REFUND_POLICY,
  approvers: [ledgerPermissions.approveRefund, ledgerPermissions.releaseRefund],
  about: ({ id }) => `accounts/${id}`,
  show(state, input) {
    const { household, account, hallId } = state;
    const payee = input.payee === undefined ? [] : [input.payee];
    const posted = postedBy(state, input);
    return {
      label: labelOf(household, account.id),
      amountFen: input.amountFen,
      place: { branchId: household.place.branchId, ...(hallId === undefined ? {} : { hallId }) },
      preview: {
        changes: payee.length === 0 ? [] : [{ field: "payee", from: [], to: payee }],
        entries: [shownEntry(posted.entry)],
        owed: [owedBetween(household, account, posted.account)],
      },
    };
  },
});

/** What paying it out now would post, and how the account would then stand. */
function postedBy(state: Refunding, input: RefundInput): Posted {
  const posting = postingOf(state, input);
  assert(posting.ok, "what was decided is shown");
  return makeEntry(state.account, posting.value, { id: "preview", now: state.account.at }, sha256);
}

/** 申请退费. Refusals, in this order: those of the command but the last, `request-pending`. */
export const askRefund = askCommand({ name: "ledger.ask-refund", of: refunding });

/** Nothing is written. Refusals as of `askRefund`, without the last. */
export const previewRefund = previewCommand(refunding);
