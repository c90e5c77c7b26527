import type { Intent } from "@warmline/bots/core/event.ts";
import { cases } from "@warmline/shared/cases/model.ts";
import { urgeCase } from "@warmline/shared/cases/notes.ts";
import { mapOk, ok, refuse, type Result } from "@warmline/shared/kernel/result.ts";
import { replace, type Write } from "@warmline/shared/store/write.ts";
import type { Moment } from "../../platform/commands/command.ts";
import type { Reads } from "../../platform/commands/guarded-reads.ts";
import { loadTicket } from "./home-ticket.ts";
import { loadRepairAnswer } from "./repair-answer.ts";
import { decideFiling, loadFiling, type LoadedFiling, type Origin } from "./filing.ts";

/** What an intent writes once it is decided; `number`: of the case or ticket that came of it. */
export interface CarriedOut {
  readonly writes: readonly Write[];
  readonly subjects: readonly string[];
  readonly caseId?: string;
  readonly number?: string;
  /** Of a queue ticket: people before it. */
  readonly ahead?: number | undefined;
  readonly release?: (() => void) | undefined;
}

/** An intent with all that was read for it. */
export type LoadedIntent =
  | { readonly kind: "filing"; readonly filing: LoadedFiling }
  | { readonly kind: "writes"; readonly done: CarriedOut };

const NOTHING: CarriedOut = { writes: [], subjects: [] };

/**
 * Reads what an intent needs. Refusals: whatever forbids it by now, such as a case that was closed
 * meanwhile; the core then says so.
 */
export async function loadIntent(
  reads: Reads,
  intent: Intent,
  origin: Origin,
  moment: Moment,
): Promise<Result<LoadedIntent, string>> {
  switch (intent.kind) {
    case "file-case":
    case "callback": {
      const loaded = await loadFiling(reads, intent, origin, moment);
      return loaded.ok ? ok({ kind: "filing", filing: loaded.value }) : loaded;
    }
    case "urge": {
      const caseRecord = await reads.get(cases, intent.caseId);
      if (caseRecord === null) return refuse("not-found");
      const next = urgeCase(caseRecord, moment, undefined);
      if (!next.ok) return next;
      const { id } = caseRecord;
      const writes = [replace(cases, caseRecord, next.value)];
      return ok({
        kind: "writes",
        done: { writes, subjects: [`${cases.name}/${id}`], caseId: id },
      });
    }
    case "repair-answer":
      return mapOk(await loadRepairAnswer(reads, intent, moment), (done) => {
        return { kind: "writes", done };
      });
    case "take-ticket":
    case "return-ticket":
      return mapOk(await loadTicket(reads, intent, origin, moment), (done) => {
        return { kind: "writes", done };
      });
    case "notices":
    case "bind":
    case "unbind":
    case "person":
    case "leave-queue":
    case "rate":
    case "end":
      // Kept in the conversation itself; the channel acts upon them.
      return ok({ kind: "writes", done: NOTHING });
  }
}

export function carryOut(loaded: LoadedIntent, moment: Moment): CarriedOut {
  if (loaded.kind === "writes") return loaded.done;
  const { value, writes, subjects, release } = decideFiling(loaded.filing, moment);
  return { writes, subjects, caseId: value.id, number: value.number, release };
}
