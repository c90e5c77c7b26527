import type { CollectionRow } from "@warmline/shared/reports/api.ts";
import { BEARERS } from "@warmline/shared/catalogue/catalogue.ts";
import { UNKNOWN_PART } from "@warmline/shared/reports/moves.ts";
import { PAYMENT_CHANNELS } from "@warmline/shared/ledger/lines.ts";
import { catalogue } from "../catalogue/catalogue.svelte.ts";
import { language, t } from "../messages.svelte.ts";

type Named = Pick<CollectionRow, "id" | "name" | "nameEn">;

/** In the language in use; an id that is not known stays an id. */
export function nodeName({ id, name = id, nameEn }: Named): string {
  if (id === "") return t("reports.city");
  if (id === UNKNOWN_PART) return t("reports.unknown");
  return language() === "en" ? (nameEn ?? name) : name;
}

/** By which door money came; of what was taken over nobody knows. */
export function channelName(channel: string): string {
  const known = PAYMENT_CHANNELS.find((one) => one === channel);
  return known === undefined ? t("reports.unknown") : t(`ledger.channel.${known}`);
}

/** A ground of the charging catalogue; of what was taken over nobody knows. */
export function reliefName(code: string): string {
  if (code === UNKNOWN_PART) return t("reports.relief.taken-over");
  return catalogue.name("reliefs", code);
}

export function bearerName(code: string): string {
  const known = BEARERS.find((one) => one === code);
  return known === undefined ? t("reports.unknown") : t(`catalogue.bearer.${known}`);
}
