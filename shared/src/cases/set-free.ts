import { assert } from "../kernel/assert.ts";
import { change } from "./change.ts";
import type { Moment } from "./event.ts";
import { unmergeCase } from "./merge.ts";
import type { Case } from "./model.ts";

/** A case that was merged, as it was and as it will be. */
export interface Freed {
  readonly before: Case;
  readonly after: Case;
}

/**
 * The cases merged into `caseRecord` whose reporters have to be answered by themselves: each phone
 * once, and not that of the case itself, which is called back as a matter of course.
 */
function unanswered(caseRecord: Case, merged: readonly Case[]): Case[] {
  const called = new Set([caseRecord.contact.phone]);
  return merged.filter(({ mergedInto, contact: { phone } }) => {
    if (mergedInto?.caseId !== caseRecord.id || phone === undefined || called.has(phone)) {
      return false;
    }
    called.add(phone);
    return true;
  });
}

/**
 * Nobody is forgotten in a case that closes: whoever told of the matter from another phone gets
 * their own case back. Where the matter is done, so is theirs, and waits for a call-back
 * of its own; where the case was withdrawn, theirs is as it was: they have withdrawn nothing.
 */
export function setFree(
  closed: Case,
  merged: readonly Case[],
  moment: Moment,
): { readonly closed: Case; readonly freed: readonly Freed[] } {
  let left = closed;
  const done = closed.resolvedAt !== undefined;
  const freed = unanswered(closed, merged).map((before) => {
    const pair = unmergeCase(before, left, moment, undefined);
    assert(pair.ok, `case ${before.number} is merged into ${closed.number}`);
    left = pair.value.other;
    const data = { from: closed.number };
    const settled = change(pair.value.merged, moment, "settle", { kind: "settled", data });
    // What was done when it was merged waits for its call-back already.
    return { before, after: done && settled.ok ? settled.value : pair.value.merged };
  });
  return { closed: left, freed };
}
