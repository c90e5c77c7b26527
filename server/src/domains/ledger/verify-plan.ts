import type { Mismatch } from "@warmline/shared/households/contract-versions.ts";
import { seasons } from "@warmline/shared/households/model.ts";
import { accounts } from "@warmline/shared/ledger/account.ts";
import { accountStream } from "@warmline/shared/ledger/entry.ts";
import { receiptSeries, type ReceiptSeries } from "@warmline/shared/ledger/payment.ts";
import { refundSeries } from "@warmline/shared/ledger/refund.ts";
import type { Finding } from "@warmline/shared/ledger/verification.ts";
import type { Store } from "@warmline/shared/store/port.ts";
import { findAll } from "../../platform/stores/find-pages.ts";
import type { Tally, TallyKey } from "./tally.ts";

/** What the pieces of one run have in common. */
export interface Run {
  /** The newest commit when it began: what comes later is held against the log at its end. */
  readonly since: number;
  readonly key: TallyKey;
}

/** A part of a run that can be examined by itself, in any thread. */
export type Piece =
  /** Streams from one id on, and before another. */
  | { readonly kind: "chains"; readonly from?: string; readonly to?: string }
  | { readonly kind: "receipts" | "refunds"; readonly series: ReceiptSeries }
  /** Of one season, those that were ever changed. */
  | { readonly kind: "contracts"; readonly season: string }
  /** Counted tills, and closed days. */
  | { readonly kind: "shifts" | "days" }
  /** Commits after one position, up to and with another. */
  | { readonly kind: "log"; readonly after: number; readonly upTo: number };

export interface PieceReport {
  readonly findings: readonly Finding[];
  readonly entries?: number;
  readonly households?: number;
  /** Entries in the journal, or named by the log, but for those of commits after `Run.since`. */
  readonly tally?: Tally;
  /** Seasons that are charged otherwise than agreed. */
  readonly mismatches?: readonly Mismatch[];
}

export type Examine = (run: Run, piece: Piece) => Promise<PieceReport>;

/** So many that those who work on them end at about the same time, and progress is seen. */
const CHAIN_PIECES = 64;
const LOG_PIECE_MIN = 500;
/** Commits that are read to see which accounts there are. */
const SAMPLE = 256;

/** All that has to be examined, in the order in which findings are told. */
export async function piecesOf(store: Store, since: number): Promise<Piece[]> {
  const series = await findAll({ store }, receiptSeries, { index: "byLast" });
  const refunds = await findAll({ store }, refundSeries, { index: "byLast" });
  const named = await findAll({ store }, seasons, { index: "byFrom" });
  return [
    ...chainPieces(await sampleStreams(store, since)),
    ...series.map((one) => ({ kind: "receipts" as const, series: one })),
    ...refunds.map((one) => ({ kind: "refunds" as const, series: one })),
    ...named.map(({ id: season }) => ({ kind: "contracts" as const, season })),
    { kind: "shifts" },
    { kind: "days" },
    ...logPieces(since),
  ];
}

/** Streams, in order, as often as commits wrote to them: as much lies between any two of them. */
async function sampleStreams(store: Store, head: number): Promise<string[]> {
  const step = Math.max(1, Math.floor(head / SAMPLE));
  const sample: string[] = [];
  for (let position = 0; position < head; position += step) {
    const [commit] = await store.read(position, 1);
    const written = commit?.writes.find(({ collection }) => collection === accounts.name);
    if (written !== undefined) sample.push(accountStream(written.id));
  }
  return sample.toSorted(compareBytes);
}

/** As engines compare texts; the order of JavaScript differs for rare characters. */
function compareBytes(left: string, right: string): number {
  return Buffer.compare(Buffer.from(left), Buffer.from(right));
}

/** Neighbouring ranges that together hold every stream, whatever the cuts. */
function chainPieces(sample: readonly string[]): Piece[] {
  const step = Math.max(1, Math.ceil(sample.length / CHAIN_PIECES));
  const cuts = [...new Set(sample.filter((_, place) => place % step === 0 && place > 0))];
  const ends = [...cuts, undefined];
  return ends.map((to, place) => ({
    kind: "chains" as const,
    ...(place === 0 ? {} : { from: cuts[place - 1]! }),
    ...(to === undefined ? {} : { to }),
  }));
}

function logPieces(head: number): Piece[] {
  const size = Math.max(LOG_PIECE_MIN, Math.ceil(head / CHAIN_PIECES));
  const pieces: Piece[] = [];
  for (let after = 0; after < head; after += size) {
    pieces.push({ kind: "log", after, upTo: Math.min(after + size, head) });
  }
  return pieces;
}
