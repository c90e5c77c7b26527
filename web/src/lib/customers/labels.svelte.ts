import type { FactsAnswer } from "@warmline/shared/households/customers-api.ts";
import { phoneShown } from "../households/labels.svelte.ts";
import { t } from "../messages.svelte.ts";

/** `居民身份证 3702**********1234`. */
export function identityText({ kind, number }: NonNullable<FactsAnswer["identity"]>): string {
  return `${t(`households.identity.${kind}`)} ${number}`;
}

export function phonesText(phones: readonly string[]): string {
  return phones.map(phoneShown).join(t("console.list-comma"));
}
