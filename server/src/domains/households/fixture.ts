import { expect } from "vitest";
import { residentCheck } from "@warmline/shared/households/identity-number.ts";
import type { Household } from "@warmline/shared/households/model.ts";
import { indexed, startTestServer } from "../../testing.ts";
import { insertCity, registration } from "./city-fixture.ts";

/** For tests: a server with a city, and a hall's cashier who registers customers there. */
export async function openCustomers() {
  const server = await startTestServer();
  await insertCity(server.deps.store);
  const cashier = (await server.signIn(["cashier"], { kind: "hall", hallId: "h1" })).cookie;
  let count = 0;

  function post(path: string, body: unknown, cookie = cashier) {
    count += 1;
    return server.request(path, { cookie, body, key: `customers-${count}` });
  }

  return {
    server,
    cashier,
    post,
    get: (path: string, cookie = cashier) => server.request(path, { cookie }),
    async searchCustomers(q: string, cookie = cashier) {
      await indexed(server.deps);
      return post("/api/customers/search", { q }, cookie);
    },
    async household(unitId = "b1-u1"): Promise<Household> {
      return (await post("/api/households", registration(`${count}`, { unitId }))).body;
    },
    freshNumber(): string {
      count += 1;
      return residentNumber(count);
    },
    async registered(number: string | null = null, more: object = {}) {
      const { body, status } = await post("/api/customers", person(number, more));
      expect(status, JSON.stringify(body)).toBe(200);
      return body;
    },
  };
}

/** A number that nobody has: region 999999 is none. */
export function residentNumber(order: number, year = 1970): string {
  const digits = `999999${year}0101${String(order).padStart(3, "0")}`;
  return `${digits}${residentCheck(digits)}`;
}

export function person(number: string | null = null, more: object = {}) {
  const identity = number === null ? {} : { identity: { kind: "resident-id", number } };
  return { kind: "person", name: "欧阳小明", phones: ["13912345678"], ...identity, ...more };
}
