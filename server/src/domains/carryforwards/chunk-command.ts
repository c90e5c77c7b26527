import {
  carryChunkId,
  carryChunks,
  carryExceptions,
  carryForwards,
  carryLines,
} from "@warmline/shared/carryforwards/model.ts";
import { isReckoning } from "@warmline/shared/carryforwards/rules.ts";
import { ok, refuse, type Result } from "@warmline/shared/kernel/result.ts";
import { insertText } from "@warmline/shared/store/write.ts";
import { command, type Decision } from "../../platform/commands/command.ts";
import type { CarryHousehold } from "./chunk-reads.ts";
import type { Reckon, Reckoned } from "./reckon.ts";

export interface ChunkInput {
  readonly runId: string;
  /** Neighbours by number; at least one. */
  readonly households: readonly CarryHousehold[];
}

type CarryCode = "not-found" | "carry-not-working";

/**
 * 结转一块: a line for each account of the households, and what does not agree as exceptions, in one
 * commit; nothing where somebody else has made the chunk. Accounts and entries are read as they are
 * and held against nothing: what was booked by the day moves no more. Refusals, in this order:
 * `not-found`, `carry-not-working`.
 */
export function carryChunk(reckon: Reckon) {
  return command({
    name: "carryforwards.carry-chunk",
    scope: "city",
    bulk: true,
    async load(
      reads,
      { runId, households }: ChunkInput,
    ): Promise<Result<Reckoned | null, CarryCode>> {
      const run = await reads.get(carryForwards, runId);
      if (run === null) return refuse("not-found");
      if (!isReckoning(run)) return refuse("carry-not-working");
      const id = carryChunkId(runId, households[0]?.number ?? "");
      if ((await reads.unguarded.get(carryChunks, id)) !== null) return ok(null);
      const { day, previous } = run;
      return ok(await reckon({ run: { id: runId, day, previous }, households }));
    },
    decide(reckoned, { runId }): Result<Decision<null>, CarryCode> {
      if (reckoned === null) return ok({ value: null, writes: [], subjects: [] });
      const { chunk, lines, exceptions } = reckoned;
      return ok({
        value: null,
        writes: [
          insertText(carryChunks, chunk),
          insertText(carryLines, lines),
          ...exceptions.map((one) => insertText(carryExceptions, one)),
        ],
        subjects: [`carryForwards/${runId}`],
      });
    },
  });
}
