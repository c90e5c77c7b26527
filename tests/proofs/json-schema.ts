import { z } from "zod";

/** A schema as data, as far as requests are made up from it. */
export interface JsonSchema {
  readonly type?: string;
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly anyOf?: readonly JsonSchema[];
  readonly oneOf?: readonly JsonSchema[];
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly required?: readonly string[];
  readonly items?: JsonSchema;
  readonly minItems?: number;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly pattern?: string;
}

/** Written once for each schema: thousands of calls are drawn of one. */
const written = new WeakMap<z.ZodType, JsonSchema>();

/** What a client may send by it; of no schema, nothing is said. */
export function schemaOf(schema: z.ZodType | undefined): JsonSchema {
  if (schema === undefined) return {};
  const before = written.get(schema);
  if (before !== undefined) return before;
  const json = z.toJSONSchema(schema, { io: "input", unrepresentable: "any" }) as JsonSchema;
  written.set(schema, json);
  return json;
}
