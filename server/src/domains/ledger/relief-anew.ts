import { agreed, type Contract } from "@warmline/shared/households/contract-versions.ts";
import { effectiveStops } from "@warmline/shared/households/stops.ts";
import { refuse, type Refusal } from "@warmline/shared/kernel/result.ts";
import type { CityDate } from "@warmline/shared/kernel/time.ts";
import { isReversible, KINDS, type Entry } from "@warmline/shared/ledger/entry.ts";
import type { EntryOf } from "@warmline/shared/ledger/kinds/kind.ts";
import {
  grantedBy,
  type ReliefBasis,
  type ReliefDetail,
} from "@warmline/shared/ledger/kinds/relief.ts";
import type { UndoCode } from "@warmline/shared/ledger/kinds/undo.ts";
import type { Position } from "@warmline/shared/ledger/position.ts";
import { refundedSpaces } from "@warmline/shared/ledger/refund-days.ts";
import { standingEntries } from "@warmline/shared/ledger/standing-entries.ts";
import type { Step } from "@warmline/shared/ledger/steps.ts";
import type { Moment } from "../../platform/commands/command.ts";
import type { EntryBatch } from "./entry-batch.ts";
import { innerAreaOf } from "./inner-area.ts";

type ReliefEntry = Entry & EntryOf<ReliefDetail>;

/** What a relief is reckoned by, as it will then be. */
interface Supplied {
  readonly contract: Contract;
  /** Of the charge that then stands. */
  readonly steps: readonly Step[];
}

/** 减免 that stand of what an entry charged, the oldest first. */
export function reliefsOf(stream: readonly Entry[], { id }: Entry): ReliefEntry[] {
  return standingEntries(stream).filter((entry): entry is ReliefEntry => {
    const isOf = entry.lines.some(({ itemId = "" }) => itemId.startsWith(`${id}/`));
    return isOf && entry.detail.kind === "relief";
  });
}

/** The reversal of an entry that was not reversed yet. Refusals as of the rule. */
export function reversalOf(position: Position, undone: Entry, reason: string) {
  const undoable = { ...undone, reversible: isReversible(undone), reversedBy: null };
  return KINDS.reversal.decide(position, { undone: undoable, reason });
}

/** Answers entries one after the other. Refusals as of a reversal. */
export function reverseAll(
  batch: EntryBatch,
  all: readonly Entry[],
  { nextId, reason, effectiveOn }: Reposting,
): Refusal<UndoCode> | null {
  for (const undone of all) {
    const reversal = reversalOf(batch.position, undone, reason);
    if (!reversal.ok) return reversal;
    batch.post(nextId(), reversal.value, { effectiveOn });
  }
  return null;
}

export interface Reposting extends Pick<Moment, "nextId"> {
  readonly reason: string;
  /** The day from which it counts, where that may be another than that of the books. */
  readonly effectiveOn?: CityDate | undefined;
}

/**
 * 减免重新计算: grants anew what was reversed so that what it relieved could give way to something
 * else: the same, or of another supply the same rate or days of what that is charged. It is still
 * of the request and the incident that it was granted by. Refusal: `relief-stands` (it would be
 * nothing, or more than is charged then: whoever wants the change reverses it first).
 */
export function grantAnew(
  batch: EntryBatch,
  granted: readonly ReliefEntry[],
  { nextId, effectiveOn }: Reposting,
  supplied?: Supplied,
): Refusal<"relief-stands"> | null {
  for (const relief of granted) {
    const asked = grantedBy(relief);
    const by = supplied === undefined ? asked.by : basisOf(asked.by, supplied);
    const posting = KINDS.relief.decide(batch.position, { ...asked, by });
    if (!posting.ok) return refuse("relief-stands");
    const { requestId, incidentId } = relief;
    batch.post(nextId(), posting.value, { effectiveOn, requestId, incidentId });
  }
  return null;
}

function basisOf(by: ReliefBasis, { contract, steps }: Supplied): ReliefBasis {
  if ("amountFen" in by) return by;
  if ("areaMilli" in by) return { ...by, areaMilli: innerAreaOf(contract) };
  const { stops } = agreed(contract);
  return { ...by, spaces: refundedSpaces(steps, effectiveStops(stops), by.spans) };
}
