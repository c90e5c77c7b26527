import { formatYuan, type Fen } from "../kernel/money.ts";

/** 占位符, by their names in either language: what an answer says of the household that is bound. */
const NAMES = new Map<string, keyof AboutHousehold>([
  ["户号", "number"],
  ["number", "number"],
  ["姓名", "name"],
  ["name", "name"],
  ["欠费", "owed"],
  ["owed", "owed"],
]);

/** As it is written; null: whoever writes may not read it. */
export interface AboutHousehold {
  readonly number: string;
  readonly name: string;
  readonly owed: string | null;
}

const PLACEHOLDER = /\{([^{}\n]*)\}/gu;

/** What is owed is the ledger's one answer, as the desk shows it; null: they may not read it. */
export function aboutOf(
  { number, name }: Pick<AboutHousehold, "number" | "name">,
  debt: { readonly owedFen: Fen } | null,
): AboutHousehold {
  return { number, name, owed: debt === null ? null : formatYuan(debt.owedFen) };
}

/** Whether all of them in a text mean something. */
export function areKnown(text: string): boolean {
  return [...text.matchAll(PLACEHOLDER)].every(([, name = ""]) => NAMES.has(name));
}

/** With what is known in their places. Null: something of it is not known. */
export function filled(text: string, about: AboutHousehold | null): string | null {
  let whole = true;
  const said = text.replace(PLACEHOLDER, (_, name: string) => {
    const what = NAMES.get(name);
    const value = what === undefined ? null : (about?.[what] ?? null);
    whole &&= value !== null;
    return value ?? "";
  });
  return whole ? said : null;
}
