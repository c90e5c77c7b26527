import type { Contract } from "@warmline/shared/households/contract-versions.ts";
import type { Season } from "@warmline/shared/households/model.ts";
import { ok, type Result } from "@warmline/shared/kernel/result.ts";
import { accounts } from "@warmline/shared/ledger/account.ts";
import { makeEntry } from "@warmline/shared/ledger/chain.ts";
import {
  advance,
  entries,
  isReversible,
  KINDS,
  replay,
  type AnyPosting,
  type Entry,
} from "@warmline/shared/ledger/entry.ts";
import { itemLines, type ChargeCode } from "@warmline/shared/ledger/kinds/charge.ts";
import type { UndoCode } from "@warmline/shared/ledger/kinds/undo.ts";
import { placePath } from "@warmline/shared/ledger/place.ts";
import { accountOf, type Position } from "@warmline/shared/ledger/position.ts";
import { insertText, replace, type Write } from "@warmline/shared/store/write.ts";
import type { Moment } from "../../platform/commands/command.ts";
import { chargeOf, type Prices } from "./charge-commands.ts";
import { sha256 } from "./hash.ts";
import type { HouseholdAccount } from "./posting.ts";

/** An account with its whole stream: which links an entry has is told by that alone. */
export interface WholeAccount extends HouseholdAccount {
  readonly stream: readonly Entry[];
}

/** A season to be charged anew, by the contract as it will then be. */
export interface Recharge {
  readonly season: Season;
  readonly contract: Contract;
  readonly prices: Prices;
}

/** The charge of a season that stands; undefined: none was made here, or it is reversed. */
export function standingCharge(stream: readonly Entry[], season: string): Entry | undefined {
  const undone = new Set(stream.map(({ reverses }) => reverses));
  return stream.find(
    ({ id, detail, lines }) =>
      detail.kind === "charge" &&
      !undone.has(id) &&
      itemLines(lines).some((line) => line.season === season),
  );
}

export type RechargeCode = ChargeCode | UndoCode;

/**
 * 红冲重出: of each season the charge that stands is reversed and made anew, two entries a season, all
 * in one commit. Seasons without a charge are left alone. Refusals: as of a reversal, then as of a
 * charge (`rule-missing`, `no-tariff` …), season by season.
 */
export function recharged(
  { household, stored, stream }: WholeAccount,
  seasons: readonly Recharge[],
  { at: now, nextId, request }: Moment,
  reason: string,
): Result<readonly Write[], RechargeCode> {
  if (stored === null) return ok([]);
  const position = replay(household.id, stream);
  const requestId = request === undefined ? {} : { requestId: request.id };
  const place = placePath(household.place);
  const posted: Write[] = [];
  const post = (id: string, posting: AnyPosting) => {
    const made = makeEntry(accountOf(position), posting, { id, now, place, ...requestId }, sha256);
    advance(position, made.entry);
    posted.push(insertText(entries, { id, text: made.text }));
  };
  for (const one of seasons) {
    const undone = standingCharge(stream, one.season.id);
    if (undone === undefined) continue;
    const reversal = reversalOf(position, undone, reason);
    if (!reversal.ok) return reversal;
    post(nextId(), reversal.value);
    const id = nextId();
    const charge = chargeOf({ ...one, account: accountOf(position) }, id);
    if (!charge.ok) return charge;
    post(id, charge.value);
  }
  if (posted.length === 0) return ok([]);
  return ok([...posted, replace(accounts, stored, accountOf(position))]);
}

function reversalOf(position: Position, undone: Entry, reason: string) {
  const undoable = { ...undone, reversible: isReversible(undone), reversedBy: null };
  return KINDS.reversal.decide(position, { undone: undoable, reason });
}
