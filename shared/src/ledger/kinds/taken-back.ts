import { negateFen, smallerFen, subtractFen, ZERO_FEN } from "../../kernel/money.ts";
import { byLotOrder } from "../account.ts";
import type { Allocation, Link } from "../allocate.ts";
import type { Position } from "../position.ts";

/**
 * Of what is taken off an item that which is not open: the money that came last goes back first. Of
 * a whole stream's position.
 */
export function takenBack(
  position: Position,
  { itemId, season, fee, amountFen }: Allocation,
): Link[] {
  const openFen = position.items.get(itemId)?.openFen ?? ZERO_FEN;
  let rest = subtractFen(amountFen, smallerFen(amountFen, openFen));
  const paid = [...(position.links.get(itemId) ?? [])].toSorted(([left], [right]) =>
    byLotOrder(originOf(position, right), originOf(position, left)),
  );
  return paid.flatMap(([lotId, paidFen]): Link[] => {
    const part = smallerFen(rest, paidFen);
    rest = subtractFen(rest, part);
    return part > 0 ? [{ itemId, season, fee, lotId, amountFen: negateFen(part) }] : [];
  });
}

function originOf({ lots }: Position, lotId: string) {
  return lots.get(lotId) ?? { lotId, seq: 0 };
}
