import { randomBytes } from "node:crypto";
import { entries } from "@warmline/shared/ledger/entry.ts";
import type {
  VerificationProgress,
  VerificationReport,
} from "@warmline/shared/ledger/verification.ts";
import type { Store } from "@warmline/shared/store/port.ts";
import { Findings } from "./findings.ts";
import { addTallies, EMPTY_TALLY } from "./tally.ts";
import { verifyMembership } from "./verify-membership.ts";
import { examinePiece } from "./verify-piece.ts";
import { piecesOf, type Examine, type Piece, type PieceReport, type Run } from "./verify-plan.ts";

export type OnProgress = (progress: VerificationProgress) => void;

/**
 * Verifies the whole journal piece by piece, in memory that does not grow with it, while work goes
 * on; `helpers` examine pieces in other threads meanwhile:
 * 1. every stream: its sequence, hashes, balance, kinds, and the account as its fold; of what was
 *    moved to another account both halves;
 * 2. receipts: each series without a gap, each payment what its entries say, by part and by method;
 *    refunds likewise, and of no payment more went back than it brought;
 * 3. contracts that were changed: whether what was charged is still what is agreed, which is no
 *    finding;
 * 4. tills and days: what was counted, and what a closed day came to, is what their entries say;
 * 5. the commit log: the entries that it names are those of the journal, one for one.
 * It cannot see a journal that was rewritten whole, hashes, accounts and log included: for that the
 * newest hashes have to be kept elsewhere too (each printed receipt carries one).
 */
export async function verifyJournal(
  of: Store,
  onProgress: OnProgress = () => undefined,
  helpers: readonly Examine[] = [],
): Promise<VerificationReport> {
  const store = of.direct();
  const run = { since: await store.head(), key: randomBytes(16).toString("hex") };
  const pieces = await piecesOf(store, run.since);
  const own: Examine = (...asked) => examinePiece(store, ...asked);
  const size = await store.count(entries, { index: "seq" });
  const tell = progressTeller(pieces, size, onProgress);
  const reports = await examineAll(run, pieces, [own, ...helpers], tell);
  const tallyOf = (kind: Piece["kind"]) =>
    reports
      .filter((_, place) => pieces[place]?.kind === kind)
      .reduce((sum, { tally = EMPTY_TALLY }) => addTallies(sum, tally), EMPTY_TALLY);
  const sides = { since: run.since, walked: tallyOf("chains"), logged: tallyOf("log") };
  const commits = await store.head();
  const findings = new Findings();
  findings.add(...reports.flatMap((report) => report.findings));
  findings.add(...(await verifyMembership(store, sides, commits)));
  const total = (field: "entries" | "households") =>
    reports.reduce((sum, report) => sum + (report[field] ?? 0), 0);
  const [walked, households] = [total("entries"), total("households")];
  const mismatches = mismatchesIn(reports);
  return { entries: walked, households, commits, findings: findings.list, mismatches };
}

const MISMATCHES_MAX = 100;

function mismatchesIn(reports: readonly PieceReport[]): VerificationReport["mismatches"] {
  const all = reports.flatMap((report) => report.mismatches ?? []);
  return { count: all.length, first: all.slice(0, MISMATCHES_MAX) };
}

/** Each of those that examine takes the next piece when it is through with one. */
async function examineAll(
  run: Run,
  pieces: readonly Piece[],
  examiners: readonly Examine[],
  onDone: (piece: Piece, report: PieceReport) => void,
): Promise<PieceReport[]> {
  const reports: PieceReport[] = [];
  const waiting = pieces.entries();
  await Promise.all(
    examiners.map(async (examine) => {
      for (const [place, piece] of waiting) {
        const report = await examine(run, piece);
        reports[place] = report;
        onDone(piece, report);
      }
    }),
  );
  return reports;
}

/** First the entries that were walked, then how far the log was read. */
function progressTeller(pieces: readonly Piece[], size: number, onProgress: OnProgress) {
  let chainsLeft = pieces.filter(({ kind }) => kind === "chains").length;
  const of = pieces.reduce((sum, piece) => sum + commitsIn(piece), 0);
  let [walked, read] = [0, 0];
  return (piece: Piece, { entries: some = 0 }: PieceReport): void => {
    if (piece.kind === "chains") chainsLeft -= 1;
    walked += some;
    read += commitsIn(piece);
    if (chainsLeft === 0) onProgress({ stage: "log", done: read, of });
    else onProgress({ stage: "chains", done: walked, of: Math.max(size, walked) });
  };
}

function commitsIn(piece: Piece): number {
  return piece.kind === "log" ? piece.upTo - piece.after : 0;
}
