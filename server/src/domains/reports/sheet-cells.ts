import writeWorkbook, { type Row } from "write-excel-file/node";
import type { Bearer } from "@warmline/shared/catalogue/catalogue.ts";
import type { Fen } from "@warmline/shared/kernel/money.ts";
import { formatInstant, type Instant } from "@warmline/shared/kernel/time.ts";
import type { FeeId } from "@warmline/shared/ledger/fees.ts";
import type { Values } from "@warmline/shared/ledger/formatting.ts";
import {
  PAYMENT_CHANNELS,
  type PaymentChannel,
  type PaymentMethod,
} from "@warmline/shared/ledger/lines.ts";
import type { Language } from "@warmline/shared/messages/format.ts";
import { formatMessage } from "@warmline/shared/messages/index.ts";
import { basisPoints, type Rate } from "@warmline/shared/reports/collection.ts";
import type { CollectionAnswer, CollectionRow } from "@warmline/shared/reports/api.ts";
import type { ReportMessage } from "@warmline/shared/reports/formatting.ts";
import { UNKNOWN_PART } from "@warmline/shared/reports/moves.ts";

/** What the workbooks of reports share: money in yuan, and all figures as numbers. */

type Key =
  | ReportMessage
  | `ledger.fee.${FeeId}`
  | `ledger.method.${PaymentMethod}`
  | `ledger.channel.${PaymentChannel}`
  | `catalogue.bearer.${Bearer}`;
export type Words = (key: Key, values?: Values) => string;
type WordsIn = (language: Language, ...message: Parameters<Words>) => string;

export function wordsIn(language: Language): Words {
  return (...message) => (formatMessage as WordsIn)(language, ...message);
}

/** What a spreadsheet shows of a number; the number itself is whole. */
const FORMATS = { money: "#,##0.00", area: "#,##0.000", count: "#,##0", share: "0.00%" } as const;

export interface Table {
  readonly heads: readonly string[];
  readonly rows: readonly Row[];
}

/** A title, what it is of, and tables one under the other. */
export function tableSheet(
  title: string,
  about: readonly string[],
  tables: readonly Table[],
): Promise<Buffer> {
  const rows: Row[] = [
    [strong(title)],
    ...about.map((line) => [line]),
    ...tables.flatMap(({ heads, rows: own }): Row[] => [[], heads.map(strong), ...own]),
  ];
  const most = Math.max(...tables.map(({ heads }) => heads.length));
  const columns = Array.from({ length: most }, (_, place) => ({ width: place === 0 ? 24 : 16 }));
  return writeWorkbook(rows, { sheet: title, columns, orientation: "landscape" }).toBuffer();
}

export function strong(value: string) {
  return { value, fontWeight: "bold" as const };
}

export function yuan(amountFen: Fen) {
  return { value: amountFen / 100, format: FORMATS.money };
}

export function count(value: number) {
  return { value, format: FORMATS.count };
}

/** In square metres. */
export function area(milli: number) {
  return { value: milli / 1_000, format: FORMATS.area };
}

/** Null: of nothing there is no share. */
export function share(rate: Rate) {
  const points = basisPoints(rate);
  return points === null ? null : { value: points / 10_000, format: FORMATS.share };
}

export function positionOf(
  { position, at }: { readonly position: number; readonly at: Instant },
  t: Words,
  units: ReportMessage = "reports.unit",
): string {
  const said = t("reports.position", { position, time: formatInstant(at, { seconds: true }) });
  return `${said} · ${t(units)}`;
}

export function whereOf(path: CollectionAnswer["path"], language: Language, t: Words): string {
  return path
    .map((one) => (one.node === "" ? t("reports.city") : nameOf(one, language, t)))
    .join(" › ");
}

type Named = Pick<CollectionRow, "id" | "name" | "nameEn" | "number" | "address">;

export function nameOf({ id, name = id, nameEn }: Named, language: Language, t: Words): string {
  if (id === UNKNOWN_PART) return t("reports.unknown");
  return language === "en" ? (nameEn ?? name) : name;
}

/** By which door money came; of what was taken over nobody knows. */
export function channelName(channel: string, t: Words): string {
  const known = PAYMENT_CHANNELS.find((one) => one === channel);
  return known === undefined ? t("reports.unknown") : t(`ledger.channel.${known}`);
}

type Level = Pick<CollectionAnswer, "level">;

/** Of households their numbers and addresses, too. */
export function nameHeads({ level }: Level, t: Words): string[] {
  const own = t(`reports.level.${level}`);
  return level === "household" ? [t("reports.number"), own, t("reports.address")] : [own];
}

export function names(row: Named, { level }: Level, language: Language, t: Words): string[] {
  const name = nameOf(row, language, t);
  return level === "household" ? [row.number ?? row.id, name, row.address ?? ""] : [name];
}

/** 合计 and a row for each place below; of places all the cells but the name are figures. */
export function placeTable<R>(
  answer: Level & { readonly total: R; readonly rows: readonly (R & Named)[] },
  language: Language,
  { heads, cells }: { readonly heads: readonly string[]; readonly cells: (row: R) => Row },
): Table {
  const t = wordsIn(language);
  const own = nameHeads(answer, t);
  const nameless = own.slice(1).map(() => null);
  return {
    heads: [...own, ...heads],
    rows: [
      [strong(t("reports.total")), ...nameless, ...cells(answer.total)],
      ...answer.rows.map((row) => [...names(row, answer, language, t), ...cells(row)]),
    ],
  };
}
