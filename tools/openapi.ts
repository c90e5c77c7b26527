// `npm run openapi` or `npm run docs`: writes docs/openapi.json from the endpoints declared in the
// domains' api.ts. A test fails while the file is behind the declarations.
import { readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { z } from "zod";
import { COOKIES } from "@warmline/server/platform/http/cookies.ts";
import { platformRefusals } from "@warmline/server/platform/http/refusals.ts";
import { ROLES } from "@warmline/shared/access/actor.ts";
import { takesKey, type Access, type Endpoint } from "@warmline/shared/api/endpoint.ts";
import type { Webhook } from "@warmline/shared/api/webhook.ts";
import { endpoints as declared, refusals, webhooks } from "@warmline/shared/manifests.ts";

export const OPENAPI_FILE = fileURLToPath(new URL("../docs/openapi.json", import.meta.url));

/** In an order of their own: that of a module's exports depends on who loads it. */
const endpoints = declared.toSorted((a, b) => order(a).localeCompare(order(b), "en"));

const FORMATS = {
  form: "application/x-www-form-urlencoded",
  json: "application/json",
  xml: "application/xml",
} as const;

type Json = Readonly<Record<string, unknown>>;

if (process.argv[1] === fileURLToPath(import.meta.url)) writeFileSync(OPENAPI_FILE, openApiText());

function order({ path, method }: Endpoint): string {
  return `${path} ${method}`;
}

/** What the file has to be; with `hooks` of tests, which declare some before a channel does. */
export function openApiText(hooks: readonly Webhook[] = webhooks): string {
  return `${JSON.stringify(openApi(hooks), null, 2)}\n`;
}

function openApi(hooks: readonly Webhook[]): Json {
  const { version, description } = JSON.parse(
    readFileSync(new URL("../package.json", import.meta.url), "utf8"),
  );
  const shared = sharedAnswers();
  const byPath = Map.groupBy(endpoints, ({ path }) => path.replaceAll(/:(\w+)/g, "{$1}"));
  return {
    openapi: "3.1.1",
    info: { title: "Warmline", version, description, license: { name: "MIT", identifier: "MIT" } },
    servers: [{ url: "/" }],
    tags: [...new Set([...endpoints, ...hooks].map(tagOf))].toSorted().map((name) => ({ name })),
    paths: {
      ...Object.fromEntries(
        [...byPath]
          .toSorted(([a], [b]) => (a < b ? -1 : 1))
          .map(([path, group]) => [
            path,
            Object.fromEntries(group.map((one) => [one.method, operation(one, shared)])),
          ]),
      ),
      ...Object.fromEntries(hooks.map((one) => [one.path, { post: webhookOperation(one) }])),
    },
    components: components(shared),
  };
}

function operation(endpoint: Endpoint, shared: ReadonlyMap<z.ZodType, string>): Json {
  const { name, summary, permit, upload, body, refusals: own } = endpoint;
  const parameters = [
    ...parametersIn("path", endpoint.params),
    ...parametersIn("query", endpoint.query),
    ...(takesKey(endpoint) ? [{ $ref: "#/components/parameters/IdempotencyKey" }] : []),
    ...(endpoint.method === "post" ? [{ $ref: "#/components/parameters/ActingAs" }] : []),
  ];
  return {
    operationId: name,
    summary,
    tags: [tagOf(endpoint)],
    ...(permit === "public" ? {} : { "x-permission": permit.name }),
    // In the order in which they are looked for; those of every endpoint are not named.
    "x-refusals": own,
    security: securityOf(permit),
    ...(parameters.length === 0 ? {} : { parameters }),
    ...(body === undefined ? {} : { requestBody: content("application/json", input(body), true) }),
    ...(upload === undefined ? {} : { requestBody: content("application/octet-stream", {}, true) }),
    responses: {
      ...success(endpoint, shared),
      "4XX": { $ref: "#/components/responses/Refusal" },
      "5XX": { $ref: "#/components/responses/Refusal" },
    },
  };
}

/** Who calls it proves it by a signature of the channel's own, which OpenAPI has no word for. */
function webhookOperation(hook: Webhook): Json {
  const { name, summary, channel, permit, format, body, answer, refusals: own } = hook;
  const text = { type: "string" };
  const content200 = {
    empty: {},
    text: content("text/plain", text),
    xml: content("application/xml", text),
  }[answer];
  return {
    operationId: name,
    summary,
    tags: [tagOf(hook)],
    "x-permission": permit.name,
    "x-signed-by": channel,
    "x-refusals": own,
    security: [],
    requestBody: content(FORMATS[format], input(body), true),
    responses: {
      200: { description: "Done, now or before", ...content200 },
      "4XX": { $ref: "#/components/responses/Refusal" },
      "5XX": { $ref: "#/components/responses/Refusal" },
    },
  };
}

/** Bytes have no JSON schema, and who answers null sends the browser on. */
function success({ answer }: Endpoint, shared: ReadonlyMap<z.ZodType, string>): Json {
  if (answer instanceof z.ZodNull) return { 303: { description: "Sends the browser on" } };
  const name = shared.get(answer);
  const schema = name === undefined ? output(answer) : { $ref: `#/components/schemas/${name}` };
  const bytes = Object.keys(schema).length === 0;
  return {
    200: {
      description: "Done",
      ...content(bytes ? "application/octet-stream" : "application/json", schema),
    },
  };
}

function content(type: string, schema: Json, required?: true): Json {
  return { ...(required ? { required } : {}), content: { [type]: { schema } } };
}

function parametersIn(place: "path" | "query", schema: z.ZodType | undefined): Json[] {
  if (schema === undefined) return [];
  const { properties = {}, required = [] } = input(schema) as {
    properties?: Record<string, Json>;
    required?: string[];
  };
  return Object.entries(properties).map(([name, inner]) => ({
    name,
    in: place,
    required: place === "path" || required.includes(name),
    schema: inner,
  }));
}

function securityOf(permit: Access): Json[] {
  if (permit === "public") return [];
  const granted: readonly string[] = permit.granted;
  const staff = ROLES.some((role) => granted.includes(role)) ? ["staff"] : [];
  const devices = ["kiosk", "tv"].filter((kind) => granted.includes(kind));
  return [...staff, ...devices].map((holder) => ({ [holder]: [] }));
}

/** `/api/cases/:id` → `cases`, `/hooks/twilio/voice` → `hooks`. */
function tagOf({ path }: Pick<Endpoint, "path">): string {
  const [first = "", second = ""] = path.split("/").slice(1);
  return first === "api" ? second : first;
}

/** Answers that several endpoints share are written once, named after the first of them. */
function sharedAnswers(): ReadonlyMap<z.ZodType, string> {
  const users = Map.groupBy(endpoints, ({ answer }) => answer);
  const several = [...users].filter(([, { length }]) => length > 1);
  return new Map(
    several.map(([answer, [first]]) => [answer, `${pascal(first?.name ?? "")}Answer`]),
  );
}

function pascal(name: string): string {
  return name.replaceAll(/(?:^|[^a-zA-Z0-9]+)(\w)/g, (_, letter: string) => letter.toUpperCase());
}

function components(shared: ReadonlyMap<z.ZodType, string>): Json {
  const cookie = (name: string) => ({ type: "apiKey", in: "cookie", name });
  return {
    securitySchemes: Object.fromEntries(
      Object.entries(COOKIES)
        .filter(([holder]) => holder !== "browser")
        .map(([holder, name]) => [holder, cookie(name)]),
    ),
    parameters: {
      IdempotencyKey: {
        name: "Idempotency-Key",
        in: "header",
        required: true,
        description: "Made by the caller; the same key with the same content is the same request",
        schema: { type: "string", pattern: "^[\\x21-\\x7e]{8,80}$" },
      },
      ActingAs: {
        name: "Acting-As",
        in: "header",
        required: false,
        description: "The id of the person who means to act; another one is `another-person`",
        schema: { type: "string" },
      },
    },
    responses: {
      Refusal: {
        description: "Not done: a code for machines and a sentence in the language asked for",
        ...content("application/json", { $ref: "#/components/schemas/Refusal" }),
      },
    },
    schemas: {
      Refusal: refusalSchema(),
      ...Object.fromEntries([...shared].map(([answer, name]) => [name, output(answer)])),
    },
  };
}

function refusalSchema(): Json {
  const codes = [...refusals, platformRefusals].flatMap((statuses) => Object.keys(statuses));
  const text = { type: "string" };
  return {
    type: "object",
    required: ["code", "message"],
    properties: {
      code: { ...text, examples: [...new Set(codes)].toSorted() },
      message: text,
      issues: {
        type: "array",
        items: {
          type: "object",
          required: ["path", "code", "message"],
          properties: { path: text, code: text, message: text },
        },
      },
      detail: { type: "object", additionalProperties: { type: ["string", "number"] } },
    },
  };
}

function input(schema: z.ZodType): Json {
  return json(schema, "input");
}

function output(schema: z.ZodType): Json {
  return json(schema, "output");
}

function json(schema: z.ZodType, io: "input" | "output"): Json {
  const { $schema: _, ...rest } = z.toJSONSchema(schema, { io, unrepresentable: "any" });
  return rest;
}
