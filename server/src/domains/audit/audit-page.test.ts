import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { seededRandom } from "@warmline/shared/kernel/ids.ts";
import type { StaffActor } from "@warmline/shared/access/actor.ts";
import { audit, type AuditRecord } from "@warmline/shared/audit/model.ts";
import { instantOf } from "@warmline/shared/kernel/time.ts";
import { openTestDeps, startTestServer, type TestDeps } from "../../testing.ts";
import { commitAudited } from "../../platform/audit/commit-audited.ts";
import { auditPage, type AuditFilter } from "./audit-page.ts";

const SEED = 20_261_123;
const RECORDS = 900;
const START = 1_795_411_800_000;
const COMMANDS = ["cases.file", "cases.assign", "ledger.pay", "staff.change"];
const auditor: StaffActor = {
  kind: "staff",
  id: "auditor",
  name: "稽核",
  roles: ["auditor"],
  scope: { kind: "city" },
};

let deps: TestDeps;
let records: AuditRecord[];

beforeAll(async () => {
  deps = await openTestDeps();
  const random = seededRandom(SEED);
  const pick = (count: number) => Math.floor(random.next() * count);
  let at = START;
  for (let number = 0; number < RECORDS; number += 1) {
    // Several records fall on the same millisecond: their order must hold across pages, too.
    at += pick(3);
    const actor = { ...auditor, id: `person-${pick(5)}` };
    const subjects = [`cases/${pick(6)}`, `households/${pick(6)}`];
    const of = { command: COMMANDS[pick(4)] ?? "", subjects, reason: "测试" };
    const caller = { actor, origin: "console 10.0.0.7", language: "zh" } as const;
    await commitAudited({ ...deps, clock: { now: () => instantOf(at) } }, caller, of, []);
  }
  records = await deps.store.find(audit, { index: "byTime", order: "descending", limit: RECORDS });
});
afterAll(() => deps.close());

async function allPages(filter: Omit<AuditFilter, "limit">, limit = 70) {
  const rows: AuditRecord[] = [];
  let after: string | undefined;
  for (let pages = 0; pages < 100; pages += 1) {
    const page = await auditPage(deps, auditor, { ...filter, limit, after });
    if (!page.ok) throw new Error(page.code);
    expect(page.value.rows.length).toBeLessThanOrEqual(limit);
    rows.push(...page.value.rows);
    if (page.value.next === null) return rows;
    after = page.value.next;
  }
  throw new Error("pages without end");
}

describe(`the audit page (seed ${SEED})`, () => {
  const half = instantOf(START + 400);
  const middle = { from: instantOf(START + 200), to: instantOf(START + 600) };
  const ranges = [{}, { from: half }, { to: half }, middle];
  const filters = [
    {},
    { actorId: "person-3" },
    { command: "ledger.pay" },
    { subject: "cases/2" },
    { actorId: "person-1", command: "cases.file" },
    { actorId: "person-1", subject: "households/4" },
    { command: "staff.change", subject: "cases/5" },
    { actorId: "person-2", command: "cases.assign", subject: "cases/1" },
    { actorId: "nobody" },
    { subject: "cases/" },
  ] as const;

  test.each(filters.flatMap((filter) => ranges.map((range) => ({ ...filter, ...range }))))(
    "%j in pages is what a scan gives",
    async (filter: Omit<AuditFilter, "limit">) => {
      const { from = 0, to = Number.MAX_SAFE_INTEGER, actorId, command, subject } = filter;
      const expected = records.filter(
        (record) =>
          record.at >= from &&
          record.at < to &&
          (actorId === undefined || record.actorId === actorId) &&
          (command === undefined || record.command === command) &&
          (subject === undefined || record.subjects.includes(subject)),
      );
      const rows = await allPages(filter);
      expect(rows.map(({ id }) => id)).toEqual(expected.map(({ id }) => id));
    },
  );

  test("has all records, newest first, with who, when, from where and why", async () => {
    const rows = await allPages({});
    expect(rows).toHaveLength(RECORDS);
    expect(rows[0]?.at).toBeGreaterThan(rows.at(-1)?.at ?? 0);
    expect(rows[0]).toMatchObject({ origin: "console 10.0.0.7", reason: "测试" });
  });

  test("an invented place to go on from is refused", async () => {
    const answer = await auditPage(deps, auditor, { limit: 10, after: "no-such" });
    expect(answer).toEqual({ ok: false, code: "not-found" });
  });

  test("is not for auditors of one branch", async () => {
    const scope = { kind: "branch", branchId: "b1" } as const;
    const answer = await auditPage(deps, { ...auditor, scope }, { limit: 10 });
    expect(answer).toEqual({ ok: false, code: "out-of-scope" });
  });
});

test("over HTTP: what an administrator did is seen by the auditor, and by no agent", async () => {
  const server = await startTestServer();
  try {
    const administrator = await server.signIn(["administrator"]);
    const auditing = await server.signIn(["auditor"]);
    const agent = await server.signIn(["agent"]);
    const body = { reason: "离岗" };
    const path = `/api/staff/${agent.id}/sessions/end`;
    await server.request(path, { cookie: administrator.cookie, body });
    const ask = (query: string, cookie: string) => server.request(`/api/audit${query}`, { cookie });
    const query = `?subject=staff%2F${agent.id}&command=staff.end-sessions`;
    const page = await ask(query, auditing.cookie);
    expect(page.body.rows).toHaveLength(1);
    expect(page.body.rows[0]).toMatchObject({ actorId: administrator.id, reason: "离岗" });
    expect(page.body.rows[0].origin).toMatch(/^console .*127\.0\.0\.1$/);
    expect((await ask("", agent.cookie)).status).toBe(401);
    const cashier = await server.signIn(["cashier"]);
    expect((await ask("", cashier.cookie)).body.code).toBe("forbidden");
    expect((await ask("?limit=5000", auditing.cookie)).body.code).toBe("bad-input");
    expect((await ask("?from=yesterday", auditing.cookie)).body.code).toBe("bad-input");
  } finally {
    await server.close();
  }
});
