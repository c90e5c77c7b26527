import type { catalogue as zh } from "./messages.zh.ts";

export const catalogue: Readonly<Record<keyof typeof zh, string>> = {
  "console.catalogue": "Charging catalogue",
  "console.catalogue.about":
    "Price classes, house types, components, units and charging rules. A code is never renamed, deleted or given to something else; what is not used any more ends and can be taken up again, and what is on file stays. Changes are approved by another person, and each makes a version.",
  "console.catalogue.holds": "Version {version} holds",
  "console.catalogue.code": "Code",
  "console.catalogue.code.hint":
    "Small letters, digits and hyphens, such as greenhouse; it stays for good",
  "console.catalogue.zh": "Chinese name",
  "console.catalogue.en": "English name",
  "console.catalogue.type-class": "Usual price class",
  "console.catalogue.unit": "Unit",
  "console.catalogue.price": "Kind of price",
  "console.catalogue.fee": "Booked under",
  "console.catalogue.symbol": "Symbol",
  "console.catalogue.offered": "Offered",
  "console.catalogue.offered.now": "Offered",
  "console.catalogue.offered.until": "Offered until {day} (excluded)",
  "console.catalogue.offered.from": "Offered from {day}",
  "console.catalogue.offered.ended": "Ended on {day}",
  "console.catalogue.used": "In use",
  "console.catalogue.used.households": "{count, plural, one {# household} other {# households}}",
  "console.catalogue.used.tariffs": "{count, plural, one {# price} other {# prices}}",
  "console.catalogue.add": "Add",
  "console.catalogue.add.title": "Add to: {list}",
  "console.catalogue.change": "Change",
  "console.catalogue.change.title": "Change “{name}”",
  "console.catalogue.change.about":
    "Names change with the approval; days on which it begins or ends are today or later. What has ended cannot be chosen for new registrations, contracts and prices; leave the day blank to take it up again.",
  "console.catalogue.from": "Offered from (blank: always)",
  "console.catalogue.until": "Ends on (blank: never)",
  "console.catalogue.affects":
    "In use by {households, plural, one {# household} other {# households}} and {tariffs, plural, one {# price} other {# prices}}: these stay as they are.",
  "console.catalogue.rule": "Rule",
  "console.catalogue.form": "How it is reckoned",
  "console.catalogue.form.steps.about":
    "For each step of height that is begun a share of the charge is added, up to a most.",
  "console.catalogue.form.ratio.about": "Charge × height ÷ the height from which.",
  "console.catalogue.form.bands.about":
    "The share of the band that the height is in is added; fill the bands in from low to high.",
  "console.catalogue.above": "Above a height of (m)",
  "console.catalogue.step": "Height of a step (m)",
  "console.catalogue.share": "Added (%)",
  "console.catalogue.share-step": "Added for each step (%)",
  "console.catalogue.most": "Added at most (%)",
  "console.catalogue.band.add": "Another band",
  "console.catalogue.band.remove": "Take out band {place}",
  "console.catalogue.whole-yuan.about":
    "What is charged of each fee of a season is rounded half up to the yuan; the difference is booked apart.",
  "console.catalogue.rule.none":
    "No rules yet: charged is area × price alone, and a storey above 3 m is not charged.",
  "console.catalogue.rule.holds": "Holds",
  "console.catalogue.rule.now": "Holds",
  "console.catalogue.rule.until": "For seasons that begin before {day}",
  "console.catalogue.rule.from": "For seasons from {day} on",
  "console.catalogue.rule.ended": "Ended on {day}",
  "console.catalogue.rule.first": "For seasons that begin from this day on",
  "console.catalogue.rule.last": "Not for seasons from this day on (blank: no end)",
  "console.catalogue.rule.about":
    "It bears on what is charged from now on, and charged anew; what was charged stays. What a rule says is never changed: end it, and make another.",
  "console.catalogue.versions": "All versions",
  "console.catalogue.version": "Version",
  "console.catalogue.changed": "What it changed",
  "console.catalogue.by": "Proposed by",
  "console.catalogue.seed": "The program's own",
};
