export const reports = {
  "console.reports": "Statistics",
  "console.reports.about":
    "Every figure is of entries of the journal, as booked until any day; a name leads down, as far as households",
  "console.reports.season": "Season",
  "console.reports.day": "As of (that day included)",
  "console.reports.path": "Place in the organisation",
  "console.reports.export": "Export to Excel",
  "console.reports.behind":
    "{count, plural, one {# commit is} other {# commits are}} still being counted: the figures will follow",
  "console.reports.disagree":
    "The figures do not agree with each other: do not use them, and tell an administrator",
  "console.reports.disagree.row": "This row does not agree",
  "console.reports.none": "Nothing was due",
  "console.reports.none.about": "Nothing was booked for this season until that day.",
  "console.reports.by-fee": "By fee",
  "console.reports.pages": "Pages of households",
  "console.reports.shown": "Households {from, number} to {to, number}",
  "console.reports.previous": "Previous",
  "console.reports.next": "Next",
  "console.reports.all": "Reports",
  "console.reports.before": "Present season",
  "console.reports.by-season": "By season",
  "console.reports.old-debt.about":
    "Debt of past seasons: opening, collected, relieved, written off and closing, as booked between any two days",
  "console.reports.revenue.about":
    "What was charged of a season (with tax, less the reliefs that the utility bears) by days of supply in each month; the months come to what was charged. Reckoned from what is booked until the day",
  "console.reports.revenue.none": "Nothing is charged of this season",
  "console.reports.revenue.no-rates":
    "The charging catalogue has no VAT rates for some month: all of it is taken as net there.",
  "console.reports.stop-register.about":
    "Stops and restores case by case, as booked: from which day, area, ratio, what is waived and owed again, why and by whose approval; net waived = waived − owed again, and each restore has one stop",
  "console.reports.stop-register.none": "No stop or restore",
  "console.reports.refunds.about":
    "By reason, way and channel, and by place: refunds that were paid out, the days from asking to paying, and how many came back; no more goes back than was paid",
  "console.reports.refunds.none": "Nothing was refunded",
  "console.reports.voids.about":
    "By month and cashier: what was voided (on its own day) or reversed (later) as a share of what they took in the month, and how long after the receipt; a cashier leads to the receipts",
  "console.reports.voids.none": "Nothing was taken, nor taken back",
  "console.reports.reliefs.about":
    "By ground and by who bears it: approved reliefs as posted, less those reversed; they come to what was relieved of what was due. What the utility does not bear is a subsidy that it can claim",
  "console.reports.reliefs.none": "Nothing was relieved",
  "console.reports.more":
    "{count, plural, one {# more row is} other {# more rows are}} not listed here: the Excel export has them all",
  "console.reports.prepayments.about":
    "Money on account: closing = opening + received − applied − refunded + transferred, as booked between any two days",
  "console.reports.prepayments.none": "Nothing was ever on account",
  "console.reports.takings.about":
    "By cashier, way and channel: taken = this season + past seasons + prepaid + late fee; net = taken − voided − refunded",
  "console.reports.takings.none": "Nothing was taken on these days",
  "console.reports.old-debt.none": "There are no past seasons",
  "console.reports.areas.about":
    "Billing area = paid + stopped + unpaid, as it was charged: paid are households that owe nothing for heat, who paid in part are unpaid, stopped is what has no heat all season. Seasons taken over from the system before have no area",
  "console.reports.areas.none": "Nothing was charged by area for this season until that day",
  "console.reports.stops.about":
    "Households and area without heat all season, and their base fees: due = the full charge of each × its own ratio + rounding and what was taken over. What is stopped later or has heat again has a column of its own; its heat is not here",
  "console.reports.arrears.about":
    "What is owed of all seasons and fees, by size (from the first amount on, up to the second) and by how many seasons are owed; it comes to what the receivables leave open. A household counts once in each building in which it was charged, with what former holders left",
  "console.reports.arrears.none": "Nothing is owed",
  "console.reports.season-statement.about":
    "Households, billing area and heat of a season; total = heated + stopped in every column. Stopped are households and area without heat all season, and all base fees. Late fees have a column of their own, services are not counted. Seasons taken over from the system before have no households and no area",
  "console.reports.stops.none": "Nothing of this season is stopped until that day",
} as const;
