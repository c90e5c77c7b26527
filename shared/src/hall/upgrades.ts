import {
  changed,
  renamedField,
  withoutField,
  type FormerDocument,
  type Upgrade,
} from "../store/upgrade.ts";

type FormerChoice = { readonly candidates?: readonly FormerDocument[] } & Readonly<
  Record<string, unknown>
>;

const ticketNamed = (body: FormerDocument) => renamedField(body, "turnId", "ticketId");

/**
 * 2: turns became queue tickets. What a lost answer is repeated from is the audit record now, so
 * `take` goes.
 */
export const hallUpgrades: readonly Upgrade[] = [
  changed(2, "turns", (body) => withoutField(body, "take"), "queueTickets"),
  changed(2, "counters", (body) => renamedField(ticketNamed(body), "lastTurnId", "lastTicketId")),
  changed(2, "callRecords", (body) => withCandidates(ticketNamed(body))),
];

function withCandidates(body: FormerDocument): FormerDocument {
  const choice = body["choice"] as FormerChoice | undefined;
  if (choice?.candidates === undefined) return body;
  return { ...body, choice: { ...choice, candidates: choice.candidates.map(ticketNamed) } };
}
