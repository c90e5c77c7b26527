import { anyOf } from "./any-of.ts";
import { normalised } from "./normalise.ts";

/** What all halls are called does not tell one from another. */
const COMMON = /营业大?厅|大厅|客服中心|business|hall|[*#]/gu;
const NEVER = /(?!)/u;

/** What is said of something by its name: 西城 for 西城营业大厅; on words as `normalised` leaves them. */
export function namedBy(...names: readonly string[]): RegExp {
  const own = names.map((name) => normalised(name).replace(COMMON, "").trim());
  const said = own.filter((name) => name !== "");
  return said.length === 0 ? NEVER : anyOf(...said);
}
