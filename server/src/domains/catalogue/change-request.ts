import {
  catalogues,
  type AnyRow,
  type Catalogue,
  type ComponentRow,
  type HouseTypeRow,
  type ReliefRow,
  type RuleRow,
  type UnitRow,
} from "@warmline/shared/catalogue/catalogue.ts";
import {
  percent,
  ruleFigures,
  type ChargingRule,
} from "@warmline/shared/catalogue/charging-rule.ts";
import { stepFigures, type LadderStep } from "@warmline/shared/catalogue/dunning-rule.ts";
import { refundFigures } from "@warmline/shared/catalogue/heat-refund.ts";
import type { StopTerms } from "@warmline/shared/catalogue/stop-terms.ts";
import { differences, type RowChange } from "@warmline/shared/catalogue/catalogue-change.ts";
import { cataloguePermissions } from "@warmline/shared/catalogue/permissions.ts";
import { formatPrice } from "@warmline/shared/kernel/price.ts";
import { fen } from "@warmline/shared/kernel/money.ts";
import type { ApprovalPolicy } from "@warmline/shared/requests/policy.ts";
import type { PreviewChange } from "@warmline/shared/requests/preview.ts";
import { bodyOf, type Write } from "@warmline/shared/store/write.ts";
import { approvable } from "../../platform/commands/approvable.ts";
import { askCommand, previewCommand } from "../requests/index.ts";
import { changeCatalogue, type Held } from "./change-command.ts";
import { catalogueOf } from "./holding.ts";

/** 目录审批: nobody alone says what can be charged for. */
const CATALOGUE_POLICY: ApprovalPolicy = {
  name: "catalogue",
  version: 1,
  alone: null,
  steps: [{ permission: cataloguePermissions.approve.name, overFen: fen(0), dayFen: null }],
  days: 14,
};

/** 修改收费目录申请: about the catalogue as a whole, so that one waits at a time. */
export const cataloguing = approvable({
  command: changeCatalogue,
  ask: cataloguePermissions.ask,
  policy: CATALOGUE_POLICY,
  approvers: [cataloguePermissions.approve],
  about: () => "catalogues/city",
  show({ held, touches }, _, { writes }) {
    const changed = changesOf({ held }, writes);
    return {
      label: changed.map(({ after }) => after.zh).join("、"),
      amountFen: fen(0),
      place: "city",
      touches,
      preview: { changes: changed.map(previewOf), entries: [], owed: [] },
    };
  },
});

/** Row by row, what the catalogue that would be written has otherwise. */
function changesOf({ held }: Held, writes: readonly Write[]): RowChange[] {
  const next = writes.find(({ collection }) => collection.name === catalogues.name)!;
  return differences(catalogueOf(held), bodyOf(next) as unknown as Catalogue);
}

function previewOf({ list, before, after }: RowChange): PreviewChange {
  return {
    field: `catalogue.list.${list}`,
    from: before === null ? [] : wordsOf(before),
    to: wordsOf(after),
  };
}

/** All that a row says, in the order in which people read it. */
function wordsOf(row: AnyRow): string[] {
  const { code, zh, en, from, until } = row;
  const { priceClass, unitCode, price, fee, symbol, rule, borneBy, price10k, refund } =
    row as Partial<HouseTypeRow & ComponentRow & UnitRow & RuleRow & ReliefRow>;
  const named = [
    zh,
    en,
    code,
    priceClass && `priceClasses/${priceClass}`,
    unitCode && `units/${unitCode}`,
    price && `catalogue.price.${price}`,
    fee && `ledger.fee.${fee}`,
    symbol,
    borneBy && `catalogue.bearer.${borneBy}`,
    price10k && `${formatPrice(price10k)}/m²`,
    rule && `catalogue.rule.${rule.kind}`,
    ...(rule === undefined ? [] : wordsOfRule(rule)),
    refund && `catalogue.refund.${refund.kind}`,
    ...(refund === undefined ? [] : refundFigures(refund)),
  ].filter((word) => word !== undefined);
  const days = from === undefined && until === undefined ? [] : [`${from ?? ""} ～ ${until ?? ""}`];
  return [...named, ...days];
}

/** Of VAT each rate behind what it is of, of a ladder each step, of a stop each term. */
function wordsOfRule(rule: ChargingRule): string[] {
  if (rule.kind === "dunning") return rule.steps.flatMap(wordsOfStep);
  if (rule.kind === "stop-terms") return wordsOfTerms(rule);
  if (rule.kind !== "vat") return ruleFigures(rule);
  return rule.rates.flatMap(({ priceClass, fee, share10k }) => [
    ...(priceClass === undefined ? [] : [`priceClasses/${priceClass}`]),
    ...(fee === undefined ? [] : [`ledger.fee.${fee}`]),
    share10k === 0 ? "catalogue.vat.exempt" : percent(share10k),
  ]);
}

function wordsOfStep(step: LadderStep): string[] {
  const evidence = step.evidence.map((kind) => `dunning.evidence.${kind}`);
  const words = step.words === undefined ? [] : [step.words.zh, step.words.en];
  return [`dunning.step.${step.kind}`, stepFigures(step), ...evidence, ...words];
}

function wordsOfTerms({ noticeDays, partSeason, pastPaid, documents }: StopTerms): string[] {
  return [
    `≥ ${noticeDays} d`,
    ...(partSeason ? [] : ["catalogue.stop-terms.whole-season"]),
    ...(pastPaid ? ["catalogue.stop-terms.past-paid"] : []),
    ...documents,
  ];
}

/** 申请修改收费目录. Refusals, in this order: `out-of-scope`, those of the rule, `request-pending`. */
export const askCatalogue = askCommand({ name: "catalogue.ask-change", of: cataloguing });

/** Nothing is written. Refusals as of `askCatalogue`, without the last. */
export const previewCatalogue = previewCommand(cataloguing);
