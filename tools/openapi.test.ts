import { readFileSync } from "node:fs";
import { Validator } from "@seriousme/openapi-schema-validator";
import { expect, test } from "vitest";
import { takesKey } from "@warmline/shared/api/endpoint.ts";
import { endpoints } from "@warmline/shared/manifests.ts";
import { OPENAPI_FILE, openApiText } from "./openapi.ts";

const written = readFileSync(OPENAPI_FILE, "utf8");

test("docs/openapi.json is what the endpoints say; if not: npm run openapi", () => {
  expect(written).toBe(openApiText());
});

test("it is valid OpenAPI 3.1, and every reference in it leads somewhere", async () => {
  const validator = new Validator();
  const { valid, errors } = await validator.validate(JSON.parse(written));
  expect(errors ?? []).toEqual([]);
  expect(valid).toBe(true);
  expect(validator.version).toBe("3.1");
  const document = JSON.parse(written);
  for (const [, pointer = ""] of written.matchAll(/"\$ref": "#\/([^"]+)"/g)) {
    const target = pointer.split("/").reduce((inner, key) => inner?.[key], document);
    expect([pointer, typeof target]).toEqual([pointer, "object"]);
  }
});

test("every endpoint is in it, guarded as declared", () => {
  const { paths } = JSON.parse(written);
  for (const endpoint of endpoints) {
    const { name, method, path, permit } = endpoint;
    const operation = paths[path.replaceAll(/:(\w+)/g, "{$1}")]?.[method];
    expect(operation).toMatchObject({ operationId: name });
    expect(operation["x-permission"] ?? "public").toBe(permit === "public" ? permit : permit.name);
    expect(operation.security.length === 0).toBe(permit === "public");
    expect(operation["x-refusals"] ?? []).toEqual(endpoint.refusals ?? []);
    const headers = JSON.stringify(operation.parameters ?? []);
    expect(headers.includes("IdempotencyKey")).toBe(takesKey(endpoint));
  }
});
