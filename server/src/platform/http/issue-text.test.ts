import { z } from "zod";
import { describe, expect, test } from "vitest";
import { id, line, phoneText, seasonName, text } from "@warmline/shared/api/fields.ts";
import { endpoints, manifests, webhooks } from "@warmline/shared/manifests.ts";
import { formatNamed, LANGUAGES } from "@warmline/shared/messages/index.ts";
import { parse } from "./input.ts";

interface Field {
  readonly name: string;
  readonly of: string;
  readonly schema: z.ZodType;
}

/** The kinds of schemas that hold others; whatever else there is holds none. */
type Holding =
  | { readonly type: "object"; readonly shape: Readonly<Record<string, z.ZodType>> }
  | { readonly type: "array"; readonly element: z.ZodType }
  | { readonly type: "union"; readonly options: readonly z.ZodType[] }
  | { readonly type: "pipe"; readonly in: z.ZodType }
  | { readonly type: "optional" | "nullable" | "default"; readonly innerType: z.ZodType }
  | { readonly type: "leaf" };

/** Every field that anybody may fill in, also within lists and choices. */
function fieldsOf(schema: z.ZodType | undefined, of: string, name = ""): Field[] {
  if (schema === undefined) return [];
  const def = schema.def as unknown as Holding;
  const own = name === "" ? [] : [{ name, of, schema }];
  switch (def.type) {
    case "object":
      return [
        ...own,
        ...Object.entries(def.shape).flatMap(([key, value]) => fieldsOf(value, of, key)),
      ];
    case "array":
      return [...own, ...fieldsOf(def.element, of, name)];
    case "union":
      return [...own, ...def.options.flatMap((option) => fieldsOf(option, of, name))];
    case "pipe":
      return [...own, ...fieldsOf(def.in, of, name)];
    case "optional":
    case "nullable":
    case "default":
      return fieldsOf(def.innerType, of, name);
    case "leaf":
    default:
      return own;
  }
}

const views = manifests.flatMap((one) => one.views);
const fields: readonly Field[] = [
  ...endpoints.flatMap(({ name, params, query, body }) =>
    [params, query, body].flatMap((schema) => fieldsOf(schema, name)),
  ),
  ...webhooks.flatMap(({ name, body }) => fieldsOf(body, name)),
  ...views.flatMap(({ name, params }) => fieldsOf(params, name)),
];

const said = (schema: z.ZodType, value: unknown, language: "zh" | "en" = "zh") =>
  parse(schema, value, "body", language).issues.map(({ message }) => message);

describe("every field of every endpoint, view and webhook", () => {
  test("has a name in both languages", () => {
    expect(fields.length).toBeGreaterThan(250);
    const nameless = fields.filter(({ name }) =>
      LANGUAGES.some((language) => formatNamed(language, `field.${name}`) === undefined),
    );
    expect(nameless.map(({ of, name }) => `${of}: ${name}`)).toEqual([]);
  });

  /** Passwords are never shown, and what a kiosk hands over is cleaned where it is read. */
  const asItIs = /^(kiosk\.hand-over: (category|said)|.+: (password|newPassword))$/;
  /** Text of several lines, as descriptions are. */
  const ofLines = new RegExp(
    "^((cases|incidents|kiosk)\\..+: description|wechat\\.gateway: text|chatdesk\\..+: text(En)?|" +
      "knowledge\\.(write|save): (zh|en)|wechat\\.official: (Content|Recognition|EventKey))$",
  );
  test.each<[what: string, sample: string, others: RegExp]>([
    ["turns text around", "12a\u202eb", asItIs],
    ["isolates a direction", "12a\u2067b", asItIs],
    ["ends a string", "12a\u0000b", asItIs],
    ["steers a terminal", "12a\u001b[31mb", asItIs],
    ["begins a line", "12a\r\nb", ofLines],
    ["begins a paragraph", "12a\u2029b", ofLines],
  ])("takes nothing that %s", (_, sample, others) => {
    const taken = fields.filter(({ schema }) => {
      const read = schema.safeParse(sample);
      return read.success && String(read.data).includes(sample);
    });
    const names = taken.map(({ of, name }) => `${of}: ${name}`);
    expect(names.filter((name) => !asItIs.test(name) && !others.test(name))).toEqual([]);
    expect(names.length).toBeGreaterThan(0);
  });

  test("complains by a key of the catalogue, where it has a rule of its own", () => {
    const samples = ["?\u0000", "2027-02-30", "2025-2027"];
    const own = fields.flatMap(({ of, name, schema }) =>
      samples
        .flatMap((sample) => schema.safeParse(sample).error?.issues ?? [])
        .filter(({ code }) => code === "invalid_format" || code === "custom")
        .map(({ message }) => ({ field: `${of}: ${name}`, key: message })),
    );
    expect(own.length).toBeGreaterThan(200);
    const known = (key: string) =>
      key === "character-unwanted" || formatNamed("zh", `issue.${key}`) !== undefined;
    expect(own.filter(({ key }) => !known(key))).toEqual([]);
  });

  test("is spoken of in words, whatever is wrong with it", () => {
    const wrong = [undefined, null, {}, [], "", "x".repeat(5_000), -1e300, 1e300, 0.5, "a\u202eb"];
    for (const { name, schema } of fields) {
      const holder = z.strictObject({ [name]: schema });
      for (const value of wrong) {
        for (const message of said(holder, { [name]: value })) {
          expect(message).toMatch(/^[^A-Za-z]*\p{Script=Han}/u);
          expect(message).not.toMatch(/expected|invalid|too (big|small)/i);
        }
        for (const message of said(holder, { [name]: value }, "en")) {
          expect(message).not.toMatch(/\p{Script=Han}|expected|invalid|too (big|small)/iu);
        }
      }
    }
  });

  test("and so is what is wrong with an input as a whole", () => {
    const wholes = [null, [], 7, "x", {}, { unheardOf: 1 }, { id: { id: [] } }];
    const schemas = endpoints.flatMap(({ params, query, body }) => [params, query, body]);
    for (const schema of schemas.flatMap((one) => one ?? [])) {
      for (const message of wholes.flatMap((whole) => said(schema, whole))) {
        expect(message).toMatch(/^[^A-Za-z]*\p{Script=Han}/u);
        expect(message).not.toMatch(/expected|invalid|unrecognized|too (big|small)|<=|>=/i);
      }
    }
  });

  /** A password is any text; only its hash is kept. */
  const SECRET = new Set(["password", "newPassword"]);
  /** Nobody is there to mend it: it is taken as it is, and cleaned by its command. */
  const UNATTENDED = new Set(["kiosk.hand-over", "wechat.official", "wechat.gateway"]);
  const SEVERAL_LINES = ["description", "en", "text", "textEn", "zh"];

  test.each([
    ["NUL", "a\u0000b"],
    ["an override of the direction", "a\u202eb"],
    ["an isolate", "a\u2066b"],
    ["a line's end", "a\r\nb"],
    ["a line separator", "a\u2028b"],
  ])("has no %s", (what, value) => {
    const texts = fields.filter(
      ({ of, schema }) => schema.def.type === "string" && !UNATTENDED.has(of),
    );
    const taken = texts.filter(({ schema }) => schema.safeParse(value).success);
    const names = [...new Set(taken.map(({ name }) => name))].filter((name) => !SECRET.has(name));
    // Marks that a phone puts around a number are taken away there.
    const marks = what.startsWith("an ") ? ["phone", "phones", "q"] : [];
    const lines = what.startsWith("a line") ? SEVERAL_LINES : [];
    expect(names.toSorted()).toEqual([...marks, ...lines]);
  });
});

describe("what is wrong is told by the field's name, with the limit in its unit", () => {
  const money = z.int().min(1).max(1_000_000_000);
  const space = z.strictObject({ billingAreaMilli: z.int().max(100_000_000) });

  test.each<[string, z.ZodType, unknown, string, string]>([
    [
      "missing",
      z.strictObject({ reason: line(200) }),
      {},
      "原因：必须填写",
      "Reason: has to be filled in",
    ],
    [
      "blank",
      z.strictObject({ reason: line(200) }),
      { reason: " " },
      "原因：必须填写",
      "Reason: has to be filled in",
    ],
    [
      "long",
      z.strictObject({ payer: line(3) }),
      { payer: "王小明们" },
      "付款人：最多 3 个字",
      "Payer: at most 3 characters",
    ],
    [
      "money",
      z.strictObject({ amountFen: money }),
      { amountFen: 1e12 },
      "金额：不能大于 10,000,000 元",
      "Amount: Not more than 10,000,000 yuan",
    ],
    [
      "part of money",
      z.strictObject({ amountFen: money }),
      { amountFen: 0.5 },
      "金额：应为整数",
      "Amount: has to be a whole number",
    ],
    [
      "text for money",
      z.strictObject({ amountFen: money }),
      { amountFen: "1" },
      "金额：应为数字",
      "Amount: has to be a number",
    ],
    [
      "in a list",
      z.strictObject({ spaces: z.array(space) }),
      { spaces: [{ billingAreaMilli: 1 }, { billingAreaMilli: 1e9 }] },
      "用热面积明细 第 2 项 计费面积：不能大于 100,000 m²",
      "Heated spaces no. 2 Billing area: Not more than 100,000 m²",
    ],
    [
      "too few",
      z.strictObject({ phones: z.array(phoneText).min(2) }),
      { phones: [] },
      "电话：至少 2 项",
      "Phones: at least 2 items",
    ],
    [
      "no choice",
      z.strictObject({ state: z.enum(["open"]) }),
      { state: "x" },
      "状态：不在可选范围内",
      "State: is none of the choices",
    ],
    [
      "turned around",
      z.strictObject({ unit: id }),
      { unit: "3\u202e单元" },
      "单元：第 2 个字符（U+202E）看不见或会打乱显示，请删去",
      "Unit: Character 2 (U+202E) is not seen, or disturbs what is shown; take it out",
    ],
    [
      "NUL in a text",
      z.strictObject({ description: text() }),
      { description: "冷\n\u0000" },
      "描述：第 3 个字符（U+0000）看不见或会打乱显示，请删去",
      "Description: Character 3 (U+0000) is not seen, or disturbs what is shown; take it out",
    ],
    [
      "a rule of its own",
      z.strictObject({ season: seasonName }),
      { season: "2025-2027" },
      "采暖季：应为相连的两年，如 2026-2027",
      "Season: has to be two years that follow one another, such as 2026-2027",
    ],
    [
      "more than asked",
      z.strictObject({}),
      { rev: 1 },
      "提交的内容：不应包含 rev",
      "The input: rev does not belong here",
    ],
    [
      "no object",
      z.strictObject({}),
      7,
      "提交的内容：格式不正确",
      "The input: is not of the right form",
    ],
  ])("%s", (_, schema, value, zh, en) => {
    expect(said(schema, value)).toEqual([zh]);
    expect(said(schema, value, "en")).toEqual([en]);
  });
});

test("machines read the path and the library's code beside it", () => {
  const schema = z.strictObject({ phones: z.array(phoneText) });
  expect(parse(schema, { phones: ["1", 2] }, "body", "zh").issues).toEqual([
    { path: "body.phones.1", code: "invalid_type", message: "电话 第 2 项：格式不正确" },
  ]);
});
