import type { Finding } from "@warmline/shared/ledger/verification.ts";
import type { Store } from "@warmline/shared/store/port.ts";
import { sameTally, type Tally } from "./tally.ts";
import { absentIn } from "./verify-log.ts";

/** The entries of all commits up to `since`, as the walk over streams and the log have them. */
export interface Membership {
  readonly since: number;
  readonly walked: Tally;
  readonly logged: Tally;
}

/**
 * Whether the journal's entries are those that the log names. Where the tallies differ the log is
 * read once more, to name what is not there. What was committed since the run began may have come
 * after the walk had passed: it is looked for one by one, up to `head`.
 */
export async function verifyMembership(
  store: Store,
  { since, walked, logged }: Membership,
  head: number,
): Promise<Finding[]> {
  const recent = await absentIn(store, { after: since, upTo: head });
  if (sameTally(walked, logged)) return recent;
  const found = await absentIn(store, { after: 0, upTo: since });
  const absent = found.filter(({ kind }) => kind !== "log"); // gaps are told already
  const missing = absent.filter(({ kind }) => kind === "entry-missing").length;
  const extra = walked.count - (logged.count - missing);
  return [...absent, ...recent, ...differing(extra, missing)];
}

function differing(extra: number, missing: number): Finding[] {
  if (extra > 0) {
    return [{ kind: "unrecorded", note: `${extra} entries are not in the commit log` }];
  }
  if (missing > 0) return [];
  return [{ kind: "log", note: "the commit log names other entries than there are" }];
}
