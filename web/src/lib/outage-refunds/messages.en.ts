export const outageRefunds = {
  "console.outage-refund": "Refund of this outage",
  "console.outage-refund.not-over": "Its households can be refunded once heat is back.",
  "console.outage-refund.begin": "Preview a refund",
  "console.outage-refund.begin.about":
    "Reckons what each household that the incident reached would be refunded; posts nothing.",
  "console.outage-refund.begin.done": "Being previewed",
  "console.outage-refund.refund": "Ask for the refund",
  "console.outage-refund.refund.about":
    "Once another one of finance approves, each household is refunded once, in an entry of its own. It can be reversed as a whole.",
  "console.outage-refund.undo": "Ask for its reversal",
  "console.outage-refund.undo.about":
    "Once another one of finance approves, each refund that still stands is reversed in the books of the day.",
  "console.outage-refund.drop": "Give the preview up",
  "console.outage-refund.drop.done": "The preview is given up",
  "console.outage-refund.waiting": "A request about it waits for approval.",
  "console.outage-refund.halted":
    "The job failed several times and stopped; the page of jobs says why, and begins it again.",
  "console.outage-refund.would": "Would be refunded",
  "console.outage-refund.posted": "Refunded, and standing",
  "console.outage-refund.left-out": "Left out",
  "console.outage-refund.count": "{count, plural, one {# household} other {# households}}:",
  "console.outage-refund.step.preview": "Households previewed",
  "console.outage-refund.step.refund": "Households looked at",
  "console.outage-refund.step.undo": "Refunds reversed",
  "console.outage-refund.act.begun": "Previewed",
  "console.outage-refund.act.refunded": "Refund asked for",
  "console.outage-refund.act.undone": "Reversal asked for",
} as const;
