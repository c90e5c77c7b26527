import { carryForwards, type CarryForward } from "@warmline/shared/carryforwards/model.ts";
import { onAccountFigures, owedFigures } from "@warmline/shared/carryforwards/figures.ts";
import { carryForwardPermissions } from "@warmline/shared/carryforwards/permissions.ts";
import { maySeal } from "@warmline/shared/carryforwards/rules.ts";
import { fen, formatYuan, ZERO_FEN, type Fen } from "@warmline/shared/kernel/money.ts";
import { ok, refuse, type Result } from "@warmline/shared/kernel/result.ts";
import type { ApprovalPolicy } from "@warmline/shared/requests/policy.ts";
import type { PreviewChange } from "@warmline/shared/requests/preview.ts";
import { replace } from "@warmline/shared/store/write.ts";
import { approvable, needsRequest } from "../../platform/commands/approvable.ts";
import { command, type Decision } from "../../platform/commands/command.ts";
import { openDays } from "../ledger/index.ts";
import { actOf, askCommand, previewCommand } from "../requests/index.ts";
import { newestSealed, type CarryRef } from "./begin-command.ts";
import { openDaysDetail, type NamedDays } from "./open-days.ts";

/** What is asked for about a carry-forward. */
export interface CarryAsked extends CarryRef {
  /** The revision that was looked at. */
  readonly rev: number;
  readonly reason: string;
}

interface Sealing {
  readonly carry: CarryForward;
  readonly newest: CarryForward | undefined;
  readonly openDays: NamedDays;
}

type SealCode =
  | "not-found"
  | "carry-not-reckoned"
  | "carry-outdated"
  | "days-open"
  | "approval-needed";

/**
 * 封存: the statement stands, and the next one begins where it ends. Refusals, in this order:
 * `not-found`, `carry-not-reckoned`, `carry-outdated` (another one was sealed, or that before was
 * withdrawn), `days-open` (reopened since), `approval-needed`.
 */
const sealCarry = command({
  name: "carryforwards.seal",
  scope: "city",
  async load(reads, { id }: CarryAsked): Promise<Result<Sealing, SealCode>> {
    const carry = await reads.get(carryForwards, id);
    if (carry === null) return refuse("not-found");
    const newest = await newestSealed(reads);
    const { day, previous } = carry;
    const still = await openDays(reads.unguarded, { after: previous?.day ?? null, upTo: day });
    return ok({ carry, newest, openDays: await openDaysDetail(reads, still) });
  },
  seen: ({ carry: { id, rev: now } }, { rev: seen }) => {
    return { seen, now, subject: `carryForwards/${id}` };
  },
  decide(
    { carry, newest, openDays: still },
    { reason },
    moment,
  ): Result<Decision<CarryRef>, SealCode> {
    const may = maySeal(carry);
    if (!may.ok) return may;
    const { id, previous } = carry;
    if ((newest?.id ?? null) !== (previous?.id ?? null)) return refuse("carry-outdated");
    if (still.count > 0) return refuse("days-open", { ...still });
    if (needsRequest(moment)) return refuse("approval-needed");
    return ok({
      value: { id },
      writes: [replace(carryForwards, carry, { ...carry, state: "sealed", sealed: actOf(moment) })],
      subjects: [`carryForwards/${id}`],
      reason,
    });
  },
});

/** 结转封存审批: one of finance asks, another one approves, whatever it comes to. */
export const CARRY_POLICY: ApprovalPolicy = {
  name: "carry-forwards",
  version: 1,
  alone: null,
  steps: [{ permission: carryForwardPermissions.approve.name, overFen: fen(0), dayFen: null }],
  days: 14,
};

/** What whoever approves sees: day, accounts, balances, exceptions and the hash of all lines. */
export function shownOf({ day, statement }: CarryForward) {
  const { accounts = 0, exceptions = 0, hash = "" } = statement ?? {};
  const { owedFen, onAccountFen } = closingOf({ statement });
  const told = (field: string, text: string): PreviewChange => ({ field, from: [], to: [text] });
  const changes = [
    told("carry-day", day),
    told("carry-accounts", String(accounts)),
    told("carry-owed", formatYuan(owedFen)),
    told("carry-on-account", formatYuan(onAccountFen)),
    told("carry-exceptions", String(exceptions)),
    told("carry-hash", hash.slice(0, 16)),
  ];
  const place = "city" as const;
  return { label: day, place, amountFen: owedFen, preview: { changes, entries: [], owed: [] } };
}

/** 期末: what is owed and on account in the whole city. */
export function closingOf({ statement }: { readonly statement?: CarryForward["statement"] }) {
  const rows = (statement?.branches ?? []).flatMap((branch) => branch.rows);
  const closing = (of: { readonly closingFen?: Fen }) => of.closingFen ?? ZERO_FEN;
  return {
    owedFen: closing(owedFigures(rows)),
    onAccountFen: closing(onAccountFigures(rows)),
  };
}

/** 封存申请. */
export const sealing = approvable({
  command: sealCarry,
  ask: carryForwardPermissions.run,
  policy: CARRY_POLICY,
  approvers: [carryForwardPermissions.approve],
  about: ({ id }) => `carryForwards/${id}`,
  show: ({ carry }) => shownOf(carry),
});

/** Refusals, in this order: those of `sealCarry`, `request-pending`. */
export const askSeal = askCommand({ name: "carryforwards.ask-seal", of: sealing });

/** Nothing is written. Refusals as of `askSeal`, without the last. */
export const previewSeal = previewCommand(sealing);
