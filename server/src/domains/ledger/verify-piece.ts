import type { Store } from "@warmline/shared/store/port.ts";
import { verifyContracts } from "./verify-contracts.ts";
import { verifyDays, verifyShifts } from "./verify-books.ts";
import { tallyLog } from "./verify-log.ts";
import type { Piece, PieceReport, Run } from "./verify-plan.ts";
import { verifyRefunds } from "./verify-refunds.ts";
import { verifySeries } from "./verify-receipts.ts";
import { verifyStreams } from "./verify-streams.ts";

export async function examinePiece(store: Store, run: Run, piece: Piece): Promise<PieceReport> {
  switch (piece.kind) {
    case "chains":
      return verifyStreams(store, run, piece);
    case "receipts":
      return verifySeries(store, piece.series);
    case "refunds":
      return verifyRefunds(store, piece.series);
    case "contracts":
      return verifyContracts(store, piece.season);
    case "shifts":
      return verifyShifts(store);
    case "days":
      return verifyDays(store);
    case "log":
      return tallyLog(store, run, piece);
  }
}
