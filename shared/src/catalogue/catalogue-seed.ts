import { price10k } from "../kernel/price.ts";
import type { Catalogue } from "./catalogue.ts";

/**
 * Version 1, until the utility makes its own. The codes of the price classes and the fees are those
 * that stored documents and entries have had from the beginning. House types are what the field
 * tells apart, refunds by days as in the charging rules (over 24 h; 16–18 °C half, below 16 °C the
 * whole day); what holds here, the utility confirms.
 */
export const SEED_CATALOGUE: Catalogue = {
  version: 1,
  priceClasses: [
    { code: "residential", zh: "居民", en: "Residential" },
    { code: "commercial", zh: "商业", en: "Commercial" },
    { code: "public", zh: "公建", en: "Public" },
    { code: "industrial", zh: "工业", en: "Industrial" },
  ],
  houseTypes: [
    { code: "dwelling", zh: "住宅", en: "Dwelling", priceClass: "residential" },
    { code: "shop", zh: "商铺", en: "Shop", priceClass: "commercial" },
    { code: "office", zh: "办公", en: "Office", priceClass: "commercial" },
    { code: "school", zh: "学校", en: "School", priceClass: "public" },
    { code: "hospital", zh: "医院", en: "Hospital", priceClass: "public" },
    { code: "garage", zh: "车库", en: "Garage", priceClass: "residential" },
    { code: "workshop", zh: "厂房", en: "Workshop", priceClass: "industrial" },
  ],
  components: [
    {
      code: "heat",
      zh: "面积热费",
      en: "Heat by area",
      unitCode: "m2",
      price: "yuan",
      fee: "heat",
    },
    { code: "basic", zh: "基本热费", en: "Basic fee", unitCode: "m2", price: "yuan", fee: "basic" },
    {
      code: "metered-kwh",
      zh: "计量热费（千瓦时）",
      en: "Metered heat by kWh",
      unitCode: "kwh",
      price: "yuan",
      fee: "metered",
    },
    {
      code: "metered-gj",
      zh: "计量热费（吉焦）",
      en: "Metered heat by GJ",
      unitCode: "gj",
      price: "yuan",
      fee: "metered",
    },
    {
      code: "stop-base",
      zh: "报停基础费",
      en: "Base fee of a stop",
      unitCode: "percent",
      price: "share",
      fee: "stop-base",
    },
  ],
  units: [
    { code: "m2", zh: "平方米", en: "Square metre", symbol: "m²" },
    { code: "kwh", zh: "千瓦时", en: "Kilowatt-hour", symbol: "kWh" },
    { code: "gj", zh: "吉焦", en: "Gigajoule", symbol: "GJ" },
    { code: "percent", zh: "百分比", en: "Per cent", symbol: "%" },
  ],
  rules: [],
  reliefs: [
    { code: "low-income", zh: "低保减免", en: "Low income", borneBy: "civil-affairs" },
    { code: "goodwill", zh: "其他减免", en: "Other relief", borneBy: "company" },
    {
      code: "late-fee",
      zh: "违约金减免",
      en: "Late fee waiver",
      borneBy: "company",
      lateFees: true,
    },
    {
      code: "outage",
      zh: "停热退费",
      en: "Outage refund",
      borneBy: "company",
      refund: { kind: "outage", overHours: 24, partDay: true },
    },
    {
      code: "cold-room",
      zh: "室温不达标退费",
      en: "Cold room refund",
      borneBy: "company",
      refund: {
        kind: "cold",
        bands: [
          { belowDeci: 160, share10k: price10k(1_000_000) },
          { belowDeci: 180, share10k: price10k(500_000) },
        ],
      },
    },
  ],
  services: [],
};
