import type { ValveTurn } from "@warmline/shared/dunning/model.ts";
import { dunningPermissions } from "@warmline/shared/dunning/permissions.ts";
import { refuseTurnOf } from "@warmline/shared/dunning/rules.ts";
import { VALVE_POLICY } from "@warmline/shared/dunning/valve-policy.ts";
import { refuseTurn } from "@warmline/shared/dunning/valve.ts";
import { ok, refuse } from "@warmline/shared/kernel/result.ts";
import type { CityDate } from "@warmline/shared/kernel/time.ts";
import { owedFen } from "@warmline/shared/ledger/account.ts";
import { holderOf } from "@warmline/shared/ledger/holder-account.ts";
import { approvable } from "../../platform/commands/approvable.ts";
import { askCommand, previewCommand } from "../requests/index.ts";
import { eventCommand, filesOf, type OnAccount, type WithFiles } from "./event-command.ts";

interface OrderValve extends OnAccount {
  readonly reason: string;
}

/**
 * 关阀令: a step of the ladder that nobody takes alone. It counts while what it is about is overdue:
 * a payment takes it back, and what was shut by then is listed to be opened. Refusals, in this
 * order: `not-found`, `approval-needed`, those of `refuseTurnOf`.
 */
const orderValve = eventCommand({
  name: "dunning.order-valve",
  rule({ standing, ladder, today, unasked }, { reason }: OrderValve) {
    if (unasked) return refuse("approval-needed");
    const refusal = refuseTurnOf(standing, { step: "valve-order", on: today });
    if (refusal !== null) return refusal;
    // Unlike a visit it is not repeated: it counts until it is paid or taken back.
    if (standing.next?.kind !== "valve-order") return refuse("step-not-next");
    const { items, overdueFen: amountFen } = standing;
    const itemIds = items.map(({ itemId }) => itemId);
    const by = ladder.source === undefined ? {} : { ladder: ladder.source };
    const fact = { kind: "step", step: "valve-order", itemIds, amountFen, note: reason } as const;
    return ok({ fact: { ...fact, ...by }, reason });
  },
});

/** 关阀申请. */
export const orderingValve = approvable({
  command: orderValve,
  ask: dunningPermissions.askValve,
  policy: VALVE_POLICY,
  approvers: [dunningPermissions.approveValve],
  about: ({ id }) => `accounts/${id}`,
  show: ({ household, account }) => ({
    label: `${household.number} ${holderOf(household, account.id) ?? household.name}`,
    amountFen: owedFen(account),
    place: household.place,
    preview: {
      changes: [{ field: "valve", from: [], to: ["dunning.step.close-valve"] }],
      entries: [],
      owed: [],
    },
  }),
});

/** 申请关阀. Refusals, in this order: those of the command but `approval-needed`, `request-pending`. */
export const askValveOrder = askCommand({ name: "dunning.ask-valve-order", of: orderingValve });

/** Nothing is written. Refusals as of `askValveOrder`, without the last. */
export const previewValveOrder = previewCommand(orderingValve);

export interface TurnValve extends WithFiles {
  readonly turned: ValveTurn;
  readonly day: CityDate;
  readonly note?: string | undefined;
}

/** 登记关阀或开阀. Refusals, in this order: `not-found`, `file-not-found`, those of `refuseTurn`. */
export const turnValve = eventCommand({
  name: "dunning.turn-valve",
  files: filesOf,
  rule({ standing, today, photos }, { turned, day: on, note }: TurnValve) {
    const refusal = refuseTurn(standing, { turned, on, photos }, today);
    if (refusal !== null) return refusal;
    return ok({ on, fact: { kind: "valve", turned, ...(note === undefined ? {} : { note }) } });
  },
});
