import { describe, expect, test } from "vitest";
import { seededRandom } from "../kernel/ids.ts";
import { candidateOf, chooseNext, runAfter, type WaitingTicket } from "./choose.ts";
import { peopleAhead } from "./estimate.ts";
import { TICKET_PRIORITIES, type Counter, type TicketPriority } from "./model.ts";
import { instantOf, later } from "../kernel/time.ts";

const MINUTE = 60_000;
const NOW = instantOf(1_000 * MINUTE);

function waits(label: string, minutes: number, priority: TicketPriority = "normal"): WaitingTicket {
  return {
    id: label,
    label,
    serviceId: "A",
    priority,
    waitingSince: later(NOW, -minutes * MINUTE),
  };
}

const desk = (number: number, state: Counter["state"]): Counter => ({
  id: `counter-${number}`,
  rev: 1,
  hallId: "hall",
  number,
  serviceIds: ["A", "B"],
  state,
  priorityRun: 0,
});

const me = waits("A9", 0);
const ahead = (waiting: WaitingTicket[], ticket = me, counters: Counter[] = [desk(1, "open")]) =>
  peopleAhead({ waiting, counters, at: NOW }, ticket);

describe("people ahead", () => {
  const senior = waits("A9", 0, "senior");
  const table: [string, WaitingTicket[], WaitingTicket, number][] = [
    ["nobody", [], me, 0],
    ["myself does not count", [me], me, 0],
    ["whoever came before", [waits("A1", 5), waits("A2", 1)], me, 2],
    ["in the same second, the smaller label", [waits("A1", 0)], me, 1],
    ["another service's people do not", [{ ...waits("B1", 9), serviceId: "B" }], me, 0],
    ["a senior passes whom the credit outweighs", [waits("A1", 9)], senior, 0],
    ["but not who has waited longer", [waits("A1", 11), waits("A2", 9)], senior, 1],
    ["seniors who came before", [waits("A1", 5, "senior")], senior, 1],
    [
      "an appointment passes a senior",
      [waits("A1", 4, "senior")],
      waits("A9", 0, "appointment"),
      0,
    ],
    [
      "no more seniors than the cap lets by",
      ["A1", "A2", "A3", "A4"].map((label) => waits(label, 1, "senior")),
      me,
      2,
    ],
    [
      "whoever has waited the longest span, before every priority",
      [waits("A1", 45), waits("A2", 46)],
      waits("A9", 0, "appointment"),
      2,
    ],
  ];
  test.each(table)("%s", (_, waiting, ticket, expected) => {
    expect(ahead(waiting, ticket)).toBe(expected);
  });

  test.each<[Counter["state"], number]>([
    ["open", 0],
    ["paused", 1],
    ["closed", 1],
  ])("someone reserved for a counter that is %s: %i", (state, expected) => {
    const reserved = { ...waits("A1", 5), reservedCounterId: "counter-2" };
    expect(ahead([reserved], me, [desk(1, "open"), desk(2, state)])).toBe(expected);
  });

  test.each([1, 2, 3, 4, 5])(
    "is what one counter calls before, whoever waits (seed %i)",
    (seed) => {
      const random = seededRandom(seed);
      const pick = (below: number) => Math.floor(random.next() * below);
      let line = Array.from({ length: 30 }, (_, at) =>
        waits(`A${100 + at}`, pick(60), TICKET_PRIORITIES[pick(3)]),
      );
      const counted = new Map(line.map((ticket) => [ticket.id, ahead(line, ticket)]));
      for (let called = 0, run = 0; line.length > 0; called += 1) {
        const next = line.find(
          ({ id }) => id === chooseNext(line.map(candidateOf), run, NOW)?.ticketId,
        )!;
        expect(counted.get(next.id)).toBe(called);
        run = runAfter(run, next.priority);
        line = line.filter((ticket) => ticket !== next);
      }
    },
  );
});
