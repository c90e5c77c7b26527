import { rowOf, type Catalogue } from "@warmline/shared/catalogue/catalogue.ts";
import { checkUses, type OfferCode } from "@warmline/shared/catalogue/offer.ts";
import { seasons } from "@warmline/shared/households/model.ts";
import { assert } from "@warmline/shared/kernel/assert.ts";
import { ok, refuse, type Result } from "@warmline/shared/kernel/result.ts";
import { cityDate } from "@warmline/shared/kernel/time.ts";
import type { PostedAnswer } from "@warmline/shared/ledger/answers.ts";
import { KINDS } from "@warmline/shared/ledger/entry.ts";
import { isServiceFee } from "@warmline/shared/ledger/fees.ts";
import type { ServiceFeeCode } from "@warmline/shared/ledger/kinds/service-fee.ts";
import { positionOf } from "@warmline/shared/ledger/position.ts";
import { command, type Decision } from "../../platform/commands/command.ts";
import { holdingCatalogue } from "../catalogue/index.ts";
import { postTo, readPostable, refuseUnseen, type PostableAccount } from "./posting.ts";

export interface ChargeService {
  /** The household. */
  readonly id: string;
  readonly season: string;
  /** Of the charging catalogue. */
  readonly service: string;
  readonly quantity: number;
  /** Of the catalogue whose price was shown. */
  readonly catalogueVersion: number;
  readonly seenSeq?: number | undefined;
}

interface Serving extends PostableAccount {
  readonly catalogue: Catalogue;
  readonly isSeason: boolean;
}

type Code =
  | "day-closed"
  | "account-changed"
  | "season-unknown"
  | "catalogue-moved"
  | OfferCode
  | ServiceFeeCode;

/**
 * 服务收费: what was done for a household, at the price that was shown. Its inverse is the reversal of
 * its entry. Refusals, in this order: `not-found`, `day-closed`, `account-changed`,
 * `season-unknown`, `catalogue-moved` (another version holds by now), `not-in-catalogue`,
 * `not-offered` (today), that of the rule.
 */
export const chargeService = command({
  name: "ledger.charge-service",
  mutex: ({ id }: ChargeService) => `accounts/${id}`,
  scope: ({ household }: Serving) => household.place,
  async load(
    reads,
    { id, season }: ChargeService,
    moment,
  ): Promise<Result<Serving, "not-found" | Code>> {
    const found = await readPostable(reads, id, moment);
    if (!found.ok) return found;
    const [catalogue, known] = await Promise.all([
      holdingCatalogue(reads),
      reads.get(seasons, season),
    ]);
    return ok({ ...found.value, catalogue, isSeason: known !== null });
  },
  decide(state, input, moment): Result<Decision<PostedAnswer>, Code> {
    const { season, service: code, quantity, catalogueVersion, seenSeq } = input;
    const { account, catalogue, isSeason } = state;
    const unseen = refuseUnseen(state, seenSeq);
    if (unseen !== null) return unseen;
    if (!isSeason) return refuse("season-unknown", { season });
    const { version } = catalogue;
    if (version !== catalogueVersion) return refuse("catalogue-moved", { version });
    const offered = checkUses(catalogue, cityDate(moment.at), [{ list: "services", code }]);
    if (!offered.ok) return offered;
    const { fee, zh: label, priceFen } = rowOf(catalogue, "services", code)!;
    assert(isServiceFee(fee), `service ${code} is booked under a fee for services`);
    const entryId = moment.nextId();
    const service = { service: code, catalogueVersion: version, label, priceFen, quantity };
    const posting = KINDS.serviceFee.decide(positionOf(account), { entryId, season, fee, service });
    return postTo(state, moment, { entryId, posting });
  },
});
