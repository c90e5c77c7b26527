import type { Actor } from "@warmline/shared/access/actor.ts";
import type { StepKind } from "@warmline/shared/catalogue/dunning-rule.ts";
import type { SlipAnswer } from "@warmline/shared/dunning/slip-api.ts";
import { dunningSlips } from "@warmline/shared/dunning/slip.ts";
import { maskAddress, maskName } from "@warmline/shared/households/mask.ts";
import { households, orgNodes, type Household } from "@warmline/shared/households/model.ts";
import { ok, refuse, type Result } from "@warmline/shared/kernel/result.ts";
import { cityDate } from "@warmline/shared/kernel/time.ts";
import { accounts } from "@warmline/shared/ledger/account.ts";
import { holderOf } from "@warmline/shared/ledger/holder-account.ts";
import { insert } from "@warmline/shared/store/write.ts";
import type { Config } from "../../config.ts";
import { command, type Decision } from "../../platform/commands/command.ts";
import type { Deps } from "../../platform/deps.ts";
import { readDunned, standingOn, type Dunned } from "./on-account.ts";
import { newSlip, slipCode, slipIdOf, slipLink } from "./slip-code.ts";

interface IssueSlip {
  /** The account. */
  readonly id: string;
  readonly step: StepKind;
}

interface Issuing extends Dunned {
  /** Null: slips are not signed here. */
  readonly slipId: string | null;
}

interface Issued {
  readonly code: string;
  readonly link: string | null;
}

type IssueCode = "not-found" | "slips-not-set-up" | "nothing-overdue";

/**
 * 出具单据: a notice that is about to be printed. Refusals, in this order: `not-found`,
 * `slips-not-set-up`, `nothing-overdue`.
 */
export function issueSlip(config: Config) {
  return command({
    name: "dunning.issue-slip",
    scope: ({ household }: Issuing) => household.place,
    async load(reads, { id }: IssueSlip, { at }): Promise<Result<Issuing, IssueCode>> {
      const dunned = (await readDunned(reads, [id], cityDate(at))).get(id);
      return dunned === undefined
        ? refuse("not-found")
        : ok({ ...dunned, slipId: newSlip(config) });
    },
    decide({ slipId, ...dunned }, { step }, { at, actor }): Result<Decision<Issued>, IssueCode> {
      if (slipId === null) return refuse("slips-not-set-up");
      const on = cityDate(at);
      const { items } = standingOn(dunned, on);
      if (items.length === 0) return refuse("nothing-overdue");
      const itemIds = items.map(({ itemId }) => itemId);
      const { household, account } = dunned;
      const slip = {
        id: slipId,
        accountId: account.id,
        householdId: household.id,
        step,
        itemIds,
        at,
        on,
        officeId: officeOf(actor, household),
        byName: actor.name,
      };
      const code = slipCode(config, slipId);
      return ok({
        value: { code, link: slipLink(config, code) },
        writes: [insert(dunningSlips, slip)],
        subjects: [`households/${household.id}`, `dunningSlips/${slipId}`],
      });
    },
  });
}

/** Of whoever works for the whole city it is the household's branch. */
function officeOf(actor: Actor, { place }: Household): string {
  if (actor.kind !== "staff") return place.branchId;
  const { scope } = actor;
  switch (scope.kind) {
    case "hall":
      return scope.hallId;
    case "branch":
      return scope.branchId;
    case "city":
      return place.branchId;
  }
}

type Reading = Pick<Deps, "store" | "config">;

/**
 * 查验单据, by anybody: what is told names nobody, and not how much. Refusal: `slip-not-ours`, of a
 * code that we never signed or that no slip has.
 */
export async function checkSlip(
  { store, config }: Reading,
  typed: string,
): Promise<Result<SlipAnswer, "slip-not-ours">> {
  const id = slipIdOf(config, typed);
  const slip = id === null ? null : await store.get(dunningSlips, id);
  if (slip === null) return refuse("slip-not-ours");
  const { householdId, accountId, officeId, step, at: issuedAt } = slip;
  const [household, account, office] = await Promise.all([
    store.get(households, householdId),
    store.get(accounts, accountId),
    store.get(orgNodes, officeId),
  ]);
  if (household === null) return refuse("slip-not-ours");
  const { name = officeId, nameEn } = office ?? {};
  return ok({
    step,
    issuedAt,
    office: { name, ...(nameEn === undefined ? {} : { nameEn }) },
    maskedHolder: maskName(holderOf(household, accountId) ?? household.name),
    maskedAddress: maskAddress(household.address),
    open: (account?.items ?? []).some(({ itemId }) => slip.itemIds.includes(itemId)),
  });
}
