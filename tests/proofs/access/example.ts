import { z } from "zod";
import { schemaOf, type JsonSchema } from "../json-schema.ts";

/** Values by the name of the field that they stand in. */
type Values = Readonly<Record<string, unknown>>;

export interface Hints {
  /** For fields that must be there. */
  readonly required: Values;
  /** For fields that may be left out, too. */
  readonly given: Values;
}

/**
 * The plainest value that the schema takes: what is hinted at, and else nothing that may be left
 * out. Throws where it is not taken after all: then the field needs a hint.
 */
export function exampleOf(schema: z.ZodType, hints: Hints, what: string): unknown {
  const example = valueFor(schemaOf(schema), hints, "");
  const { error } = schema.safeParse(example);
  if (error === undefined) return example;
  throw new Error(`${what} takes no ${JSON.stringify(example)}: ${z.prettifyError(error)}`);
}

function valueFor(schema: JsonSchema, hints: Hints, name: string): unknown {
  for (const { [name]: hinted } of [hints.given, hints.required]) {
    if (hinted !== undefined) return hinted;
  }
  if (schema.const !== undefined) return schema.const;
  if (schema.enum !== undefined) return schema.enum[0];
  const [choice] = schema.anyOf ?? schema.oneOf ?? [];
  if (choice !== undefined) return valueFor(choice, hints, name);
  switch (schema.type ?? "anything") {
    case "object":
      return objectFor(schema, hints);
    case "array":
      return Array.from({ length: schema.minItems ?? 0 }, () =>
        valueFor(schema.items ?? {}, hints, ""),
      );
    case "integer":
    case "number":
      return Math.max(schema.minimum ?? 1, 1);
    case "boolean":
      return true;
    default:
      return "none";
  }
}

function objectFor({ properties = {}, required = [] }: JsonSchema, hints: Hints) {
  const wanted = Object.entries(properties).filter(
    ([name]) => required.includes(name) || Object.hasOwn(hints.given, name),
  );
  return Object.fromEntries(wanted.map(([name, inner]) => [name, valueFor(inner, hints, name)]));
}
