import sharp from "sharp";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { startTestServer, type TestServer } from "../../testing.ts";
import * as it from "./fixture.ts";
import { sweepFiles } from "../files/sweep-files.ts";

let server: TestServer;
let agent: string;
let inEast: string;
let inWest: string;
beforeAll(async () => {
  server = await startTestServer();
  await it.furnish(server.deps);
  agent = (await server.signIn(["agent"])).cookie;
  inEast = (await server.signIn(["dispatcher", "field-worker"], it.inEast)).cookie;
  inWest = (await server.signIn(["dispatcher"], it.inWest)).cookie;
});
afterAll(() => server.close());

let serial = 0;
const nextKey = () => `http-test-${(serial += 1)}`;

function post(path: string, cookie: string, body: unknown, key = nextKey()) {
  return server.request(path, { cookie, body, key });
}

const report = { householdId: it.eastHome.id, category: "other", description: "楼道漏风" };

async function upload(
  cookie: string,
  content: Uint8Array,
  type = "application/octet-stream",
  key = nextKey(),
) {
  const headers = { cookie, "content-type": type, "idempotency-key": key };
  const body = new Uint8Array(content);
  const response = await fetch(`${server.url}/api/files`, { method: "POST", headers, body });
  return { status: response.status, body: (await response.json()) as Record<string, string> };
}

function picture(width = 30): Promise<Buffer> {
  const size = { width, height: 20, channels: 3 as const, background: "red" };
  return sharp({ create: size }).jpeg().toBuffer();
}

describe("cases over HTTP", () => {
  test("file, read, assign, list, with answers as declared", async () => {
    const filed = await post("/api/cases", agent, report);
    expect([filed.status, filed.body.outcome]).toEqual([200, "filed"]);
    const path = `/api/cases/${filed.body.id}`;
    const read = await server.request(path, { cookie: inEast });
    expect(read.body).toMatchObject({ number: filed.body.number, state: "new", open: true });
    const assigned = await post(`${path}/assign`, inEast, { branchId: it.EAST });
    expect([assigned.status, assigned.body.state]).toEqual([200, "assigned"]);
    const open = await server.request("/api/cases?state=open&limit=200", { cookie: inEast });
    expect(open.body.cases.map(({ id }: { id: string }) => id)).toContain(filed.body.id);
    const people = await server.request(`/api/branches/${it.EAST}/assignees`, { cookie: inEast });
    expect(people.body.people.length).toBeGreaterThanOrEqual(3);
    const ofHome = await server.request(`/api/households/${it.eastHome.id}/cases`, {
      cookie: agent,
    });
    expect(ofHome.body.cases[0].id).toBe(filed.body.id);
    const reports = await server.request(`${path}/reports`, { cookie: agent });
    expect(reports.body.reports).toMatchObject([{ first: true, description: "楼道漏风" }]);
  });

  test("the same key is the same case; with another report it is refused, not lost", async () => {
    const key = nextKey();
    const first = await post("/api/cases", agent, report, key);
    const second = await post("/api/cases", agent, report, key);
    expect(second.body).toEqual(first.body);
    for (const other of [{ description: "另一家" }, { householdId: it.westHome.id }]) {
      const third = await post("/api/cases", agent, { ...report, ...other }, key);
      expect([third.status, third.body.code]).toEqual([409, "key-reused"]);
    }
  });

  test("earlier cases are offered, with the one that would take the report", async () => {
    const leak = { ...report, category: "leak" };
    const { body } = await post("/api/cases", agent, leak);
    const about = { householdId: it.eastHome.id, category: "leak" };
    const offered = await post("/api/cases/earlier", agent, about);
    expect(offered.body.matchId).toBe(body.id);
    const attached = await post("/api/cases", agent, leak);
    expect(attached.body).toMatchObject({ id: body.id, outcome: "attached" });
  });

  test("two flats that a grid worker reports are two cases, of nobody's household", async () => {
    const contact = { kind: "grid-worker", name: "网格员小刘", phone: it.westHome.phone };
    const forwarded = { contact, category: "leak", description: "三号楼二单元漏水" };
    const one = await post("/api/cases", agent, forwarded);
    const other = await post("/api/cases", agent, { ...forwarded, description: "五号楼也漏" });
    expect([one.body.outcome, other.body.outcome]).toEqual(["filed", "filed"]);
    const { body } = await server.request(`/api/cases/${one.body.id}`, { cookie: agent });
    expect(body.contact).toEqual({ ...contact });
    expect(body.householdId).toBeUndefined();
    const about = { phone: contact.phone, category: "leak" };
    const asked = await post("/api/cases/earlier", agent, about);
    expect(asked.body.matchId).toBeNull();
    const asForwarder = { ...about, contactKind: "grid-worker" };
    const offered = await post("/api/cases/earlier", agent, asForwarder);
    expect(offered.body).toEqual({ cases: [], matchId: null });
  });

  test("pages meet without gap or repeat", async () => {
    for (let count = 0; count < 5; count += 1) await post("/api/cases", agent, report);
    const whole = await server.request("/api/cases?state=open&limit=200", { cookie: agent });
    const ids: string[] = [];
    for (let after = ""; ;) {
      const page = await server.request(`/api/cases?state=open&limit=2${after}`, { cookie: agent });
      ids.push(...page.body.cases.map(({ id }: { id: string }) => id));
      if (page.body.next === null) break;
      after = `&after=${page.body.next}`;
    }
    expect(ids).toEqual(whole.body.cases.map(({ id }: { id: string }) => id));
  });

  test.each([
    ["no key", 400, "key-missing", report, { key: null }],
    ["unknown category", 400, "bad-input", { ...report, category: "x" }, { key: "key-12345" }],
    ["no words", 400, "bad-input", { ...report, description: " " }, { key: "key-12345" }],
    ["an extra field", 400, "bad-input", { ...report, state: "closed" }, { key: "key-12345" }],
    ["a source of others", 400, "bad-input", { ...report, source: "kiosk" }, { key: "key-12345" }],
    [
      "nobody's home",
      404,
      "household-not-found",
      { ...report, householdId: "x" },
      { key: "key-12345" },
    ],
  ] as const)("%s: %i %s", async (_, status, code, body, more) => {
    const answer = await server.request("/api/cases", { cookie: agent, body, ...more });
    expect([answer.status, answer.body.code]).toEqual([status, code]);
    expect(answer.body.message).not.toBe("");
  });

  test("another branch is refused at every door", async () => {
    const { body } = await post("/api/cases", agent, report);
    const path = `/api/cases/${body.id}`;
    const read = [path, `${path}/reports`].map((url) => server.request(url, { cookie: inWest }));
    const acted = await post(`${path}/note`, inWest, { description: "x" });
    expect((await Promise.all(read)).map(({ status }) => status)).toEqual([403, 403]);
    expect([acted.status, acted.body.code]).toEqual([403, "out-of-scope"]);
    const listed = await server.request("/api/cases?state=open&limit=200", { cookie: inWest });
    expect(listed.body.cases).toEqual([]);
  });
});

describe("pictures over HTTP", () => {
  test("uploaded, attached, shown to whoever sees the case, hidden and shown again", async () => {
    const up = await upload(agent, await picture());
    expect([up.status, up.body["type"]]).toEqual([200, "image/jpeg"]);
    const fileId = up.body["fileId"]!;
    const file = `/api/files/${fileId}`;
    expect((await server.request(file, { cookie: inEast })).status).toBe(404);
    const filed = await post("/api/cases", agent, { ...report, fileIds: [fileId] });
    const shown = await server.request(file, { cookie: inEast });
    expect([shown.status, shown.headers.get("content-type")]).toEqual([200, "image/jpeg"]);
    expect(shown.headers.get("x-content-type-options")).toBe("nosniff");
    expect((await server.request(file, { cookie: inWest })).status).toBe(403);
    const path = `/api/cases/${filed.body.id}`;
    const hidden = await post(`${path}/hide-picture`, agent, { fileId });
    expect(hidden.body).toMatchObject({ id: filed.body.id, rev: 2 });
    const { body } = await server.request(path, { cookie: agent });
    expect(body.attachments).toMatchObject([{ fileId, hidden: true }]);
    expect((await server.request(file, { cookie: inEast })).status).toBe(404);
    await post(`${path}/show-picture`, agent, { fileId });
    expect((await server.request(file, { cookie: inEast })).status).toBe(200);
    expect((await upload(agent, await picture())).body["fileId"]).not.toBe(fileId);
    const stolen = await post("/api/cases", inEast, { ...report, fileIds: [fileId] });
    expect(stolen.body.code).toBe("file-not-found");
  });

  test("sent again under its key it is the same file; other bytes are refused", async () => {
    const key = nextKey();
    const [bytes, bigger] = [await picture(), await picture(31)];
    const again = (content: Uint8Array) => upload(agent, content, undefined, key);
    const sent = await Promise.all([again(bytes), again(bytes), again(bytes)]);
    const fileIds = new Set(sent.map(({ body }) => body["fileId"]));
    expect([fileIds.size, sent.map(({ status }) => status)]).toEqual([1, [200, 200, 200]]);
    const other = await again(bigger);
    expect([other.status, other.body["code"]]).toEqual([409, "key-reused"]);
    // The process may have ended before the bytes were put: then the next time puts them.
    const [fileId = ""] = fileIds;
    await server.deps.files.remove(fileId!);
    expect((await again(bytes)).body["fileId"]).toBe(fileId);
    expect(await server.deps.files.get(fileId!)).not.toBeNull();
  });

  test("one upload hangs on one case, whoever is first", async () => {
    const { fileId } = (await upload(agent, await picture())).body;
    const filings = Array.from({ length: 5 }, () =>
      post("/api/cases", agent, { ...report, fileIds: [fileId] }),
    );
    const codes = (await Promise.all(filings)).map(({ body }) => body.code ?? body.outcome);
    expect(codes.toSorted((a, b) => a.localeCompare(b))).toEqual([
      ...Array.from({ length: 4 }, () => "file-not-found"),
      "filed",
    ]);
  });

  test.each([
    ["a page named as a picture", 415, Buffer.from("<html></html>"), "application/octet-stream"],
    ["too much", 413, Buffer.alloc(10 * 1024 * 1024 + 10), "application/octet-stream"],
    ["nothing", 422, Buffer.alloc(0), "application/octet-stream"],
  ])("%s: %i", async (_, status, content, type) => {
    expect((await upload(agent, content, type)).status).toBe(status);
  });

  test("what is never attached is swept, what is attached stays", async () => {
    const [kept, left] = [
      await upload(agent, await picture()),
      await upload(agent, await picture()),
    ];
    await post("/api/cases", agent, { ...report, fileIds: [kept.body["fileId"]] });
    expect(await sweepFiles(server.deps)).toBe(0);
    server.deps.advance(7 * 3_600_000);
    expect(await sweepFiles(server.deps)).toBeGreaterThanOrEqual(1);
    expect(await server.deps.files.get(left.body["fileId"]!)).toBeNull();
    expect(await server.deps.files.get(kept.body["fileId"]!)).not.toBeNull();
    server.deps.advance(-7 * 3_600_000);
  });
});
