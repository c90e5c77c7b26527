import { expect, test } from "vitest";
import { createPathTable } from "./path-table.ts";

const places = [
  ["GET", "/api/cases"],
  ["POST", "/api/cases"],
  ["GET", "/api/cases/:id"],
  ["GET", "/api/cases/earlier"],
  ["POST", "/api/cases/:id"],
  ["GET", "/api/homes/by-number/:number"],
  ["GET", "/api/homes/:id/debt"],
  ["GET", "/api/homes/:id/people/:personId"],
].map(([method = "", path = ""]) => ({ method, path, value: `${method} ${path}` }));
const table = createPathTable(places);

test.each([
  ["GET", "/api/cases", "GET /api/cases", {}],
  ["GET", "/api/cases/", "GET /api/cases", {}],
  ["GET", "/API/Cases", "GET /api/cases", {}],
  ["GET", "/api/cases/earlier", "GET /api/cases/earlier", {}],
  ["POST", "/api/cases/earlier", "POST /api/cases/:id", { id: "earlier" }],
  ["GET", "/api/cases/AbC", "GET /api/cases/:id", { id: "AbC" }],
  ["GET", "/api/cases/a%2Fb%20c", "GET /api/cases/:id", { id: "a/b c" }],
  ["GET", "/api/cases/__proto__/", "GET /api/cases/:id", { id: "__proto__" }],
  ["GET", "/api/homes/by-number/7", "GET /api/homes/by-number/:number", { number: "7" }],
  // A fixed segment that leads nowhere is a parameter after all.
  ["GET", "/api/homes/by-number/debt", "GET /api/homes/by-number/:number", { number: "debt" }],
  [
    "GET",
    "/api/homes/by-number/people/p",
    "GET /api/homes/:id/people/:personId",
    { id: "by-number", personId: "p" },
  ],
])("%s %s is %s", (method, path, value, params) => {
  expect(table.find(method, path)).toEqual({ value, params });
});

test.each([
  ["GET", "/api"],
  ["GET", "/api/"],
  ["GET", ""],
  ["GET", "/"],
  ["GET", "*"],
  ["GET", "/api//cases"],
  ["GET", "/api/cases//"],
  ["GET", "/api/%63ases"],
  ["GET", "/api/cases/a/b"],
  ["GET", "/api/cases/%"],
  ["GET", "/api/cases/%ff%fe"],
  ["PUT", "/api/cases"],
  ["POST", "/api/homes/h/debt"],
  ["GET", "/api/homes//debt"],
])("%s %s is nothing", (method, path) => {
  expect(table.find(method, path)).toBeNull();
});

test.each([
  ["/api/cases", ["GET", "POST"]],
  ["/api/cases/earlier", ["GET", "POST"]],
  ["/api/homes/h/debt", ["GET"]],
  ["/api/cases/%", []],
  ["/api/nothing", []],
])("%s is served by %j", (path, methods) => {
  expect(table.methods(path)).toEqual(methods);
});

test("nothing is served twice", () => {
  const twice = (path: string) =>
    createPathTable([
      { method: "GET", path: "/api/cases/:id", value: 1 },
      { method: "GET", path, value: 2 },
    ]);
  expect(() => twice("/api/cases/:caseId")).toThrow("GET /api/cases/:caseId is served once");
  expect(() => twice("/api/cases/:id")).toThrow("is served once");
});
