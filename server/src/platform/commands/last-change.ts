import { audit, subjectKey } from "@warmline/shared/audit/model.ts";
import { EPOCH, instantOf } from "@warmline/shared/kernel/time.ts";
import type { Deps } from "../deps.ts";

/** Who changed something last, and by which command. */
export interface LastChange {
  readonly by: string;
  readonly command: string;
  readonly at: number;
  readonly [name: string]: string | number;
}

/**
 * What the trail says of the newest change of `subject` (`cases/17`): for whoever decided upon the
 * one before it. Undefined where none is on record, as of what was there from the start.
 */
export async function lastChange(
  { store }: Pick<Deps, "store">,
  subject: string,
): Promise<LastChange | undefined> {
  const [record] = await store.find(audit, {
    index: "bySubject",
    from: subjectKey(subject, EPOCH),
    to: subjectKey(subject, instantOf(Number.MAX_SAFE_INTEGER)),
    order: "descending",
    limit: 1,
  });
  return record && { by: record.actorName, command: record.command, at: record.at };
}
