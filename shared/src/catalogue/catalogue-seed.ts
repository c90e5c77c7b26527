import type { Catalogue } from "./catalogue.ts";

/**
 * Version 1, until the utility makes its own. The codes of the price classes and the fees are those
 * that stored documents and entries have had from the beginning. House types are what the field
 * tells apart; which of them are there, the utility confirms.
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
  ],
};
