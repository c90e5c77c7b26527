import { closedCounter, counterOn } from "@warmline/shared/hall/counter.ts";
import { counters, type Counter } from "@warmline/shared/hall/model.ts";
import { ok, refuse } from "@warmline/shared/kernel/result.ts";
import { findAll } from "../../platform/stores/find-pages.ts";
import { counterCommand, type CounterInput } from "./counter-command.ts";
import { areServicesOf } from "./hall.ts";

/**
 * Sit down at a counter, or end its pause. A person sits at one counter in the city; a counter has
 * one person. Who forgot to leave yesterday keeps nothing occupied today. Own refusals:
 * `counter-inactive`, `counter-taken`, `staff-elsewhere`.
 */
export const openCounter = counterCommand({
  name: "hall.open",
  who: "permitted",
  // Guarded, so that one person who sits down at two counters at once gets one of them.
  load: async (reads, { desk }) => ({
    own: await findAll({ store: reads }, counters, {
      index: "byStaff",
      where: { staffId: desk.staff.id },
    }),
  }),
  decide({ counter, today, desk, own }) {
    const { staff, at } = desk;
    if (counter.active === false) return refuse("counter-inactive");
    if (counter.state !== "closed" && counter.staffId !== staff.id) {
      return refuse("counter-taken", { name: counter.staffName ?? "" });
    }
    const elsewhere = own.find((one) => one.id !== counter.id && !isClosed(counterOn(today, one)));
    if (elsewhere) return refuse("staff-elsewhere", { number: elsewhere.number });
    if (counter.state === "open") return ok(null);
    const openedAt = counter.openedAt ?? at;
    const seated = { staffId: staff.id, staffName: staff.name, openedAt };
    return ok({ counter: { ...counter, ...seated, state: "open" } });
  },
});

/**
 * No further calls; whoever is in hand is served to the end. Opening again ends the pause. Own
 * refusal: `counter-not-open`.
 */
export const pauseCounter = counterCommand({
  name: "hall.pause",
  who: "or-manager",
  decide({ counter }) {
    if (isClosed(counter)) return refuse("counter-not-open");
    if (counter.state === "paused") return ok(null);
    return ok({ counter: { ...counter, state: "paused" } });
  },
});

/**
 * Leave the counter; the hall manager may close one that its staff forgot. Own refusal:
 * `ticket-in-hand`.
 */
export const closeCounter = counterCommand({
  name: "hall.close",
  who: "or-manager",
  decide({ counter, ticket }) {
    if (isClosed(counter)) return ok(null);
    if (ticket) return refuse("ticket-in-hand", { label: ticket.label });
    return ok({ counter: closedCounter(counter) });
  },
});

interface SetServices extends CounterInput {
  readonly serviceIds: readonly string[];
}

/**
 * Which services a counter serves from now on; who sits there or the hall manager decides. Own
 * refusal: `service-unknown`.
 */
export const setCounterServices = counterCommand({
  name: "hall.set-services",
  who: "or-manager",
  load: async (reads, { counter }, { serviceIds }: SetServices) => ({
    known: await areServicesOf(reads, counter.hallId, serviceIds),
  }),
  decide({ counter, known }, { serviceIds }) {
    if (!known) return refuse("service-unknown");
    return ok({ counter: { ...counter, serviceIds: [...new Set(serviceIds)] } });
  },
});

interface SetActive extends CounterInput {
  readonly active: boolean;
}

/** A closed counter goes out of use, or comes back into use. Own refusal: `counter-not-closed`. */
export const setCounterActive = counterCommand({
  name: "hall.set-counter-active",
  who: "permitted",
  decide({ counter }, { active }: SetActive) {
    if (!isClosed(counter)) return refuse("counter-not-closed");
    return ok({ counter: { ...counter, active } });
  },
});

function isClosed({ state }: Pick<Counter, "state">): boolean {
  return state === "closed";
}
