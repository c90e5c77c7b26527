import { readFileSync } from "node:fs";
import { Validator } from "@seriousme/openapi-schema-validator";
import { expect, test } from "vitest";
import { takesKey } from "@warmline/shared/api/endpoint.ts";
import { endpoints } from "@warmline/shared/manifests.ts";
import { formHook, jsonHook, xmlHook } from "@warmline/server/platform/webhooks/testing.ts";
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

test("webhooks of modules are in it, with their format, answer and channel", async () => {
  const text = openApiText([formHook, jsonHook, xmlHook]);
  const { valid } = await new Validator().validate(JSON.parse(text));
  expect(valid).toBe(true);
  const { paths, tags } = JSON.parse(text);
  expect(tags).toContainEqual({ name: "hooks" });
  const form = paths["/hooks/test/form"].post;
  expect(form).toMatchObject({
    operationId: "test.form",
    "x-permission": "test.hear",
    "x-signed-by": "test-phone",
    security: [],
  });
  const taken = form.requestBody.content["application/x-www-form-urlencoded"].schema;
  expect(taken.required).toEqual(["Body"]);
  expect(Object.keys(form.responses["200"].content)).toEqual(["application/xml"]);
  expect(paths["/hooks/test/json"].post.responses["200"]).not.toHaveProperty("content");
  expect(paths["/hooks/test/xml"].post.requestBody.content).toHaveProperty("application/xml");
});

test("every endpoint is in it, guarded as declared", () => {
  const { paths } = JSON.parse(written);
  for (const endpoint of endpoints) {
    const { name, method, path, permit } = endpoint;
    const operation = paths[path.replaceAll(/:(\w+)/g, "{$1}")]?.[method];
    expect(operation).toMatchObject({ operationId: name });
    expect(operation["x-permission"] ?? "public").toBe(permit === "public" ? permit : permit.name);
    expect(operation.security.length === 0).toBe(permit === "public");
    expect(operation["x-refusals"]).toEqual(endpoint.refusals);
    const headers = JSON.stringify(operation.parameters ?? []);
    expect(headers.includes("IdempotencyKey")).toBe(takesKey(endpoint));
  }
});
