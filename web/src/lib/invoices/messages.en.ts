import type { invoices as zh } from "./messages.zh.ts";

export const invoices: Readonly<Record<keyof typeof zh, string>> = {
  "console.invoices": "E-invoices",
  "console.invoices.about":
    "Of a receipt or a season; a payment never waits for one. What was refused is mended and wanted again here.",
  "console.invoices.none": "No invoice fits",
  "console.invoices.more": "Only the newest 200 are shown: a day or a state narrows them.",
  "console.invoices.no-provider": "No tax provider is set up: invoices that are asked for wait.",
  "console.invoice.number": "Our number",
  "console.invoice.state": "State",
  "console.invoice.all": "All",
  "console.invoice.day": "Asked for on",
  "console.invoice.asked": "Asked for",
  "console.invoice.title": "Invoice {id}",
  "console.invoice.about": "Whom it names, what it says, and what the tax provider made of it.",
  "console.invoice.ask": "Ask for an invoice",
  "console.invoice.ask.about":
    "What receipt {number} paid and is not invoiced. What is on account is invoiced once it pays something.",
  "console.invoice.ask.done": "It will be issued",
  "console.invoice.mend": "Mend, and want it again",
  "console.invoice.mend.about": "The buyer is as it is filled in here, all of it.",
  "console.invoice.drop": "Drop it",
  "console.invoice.drop.about": "It was not issued; another one may be asked for.",
  "console.invoice.drop.done": "Dropped",
  "console.invoice.red": "Take it back",
  "console.invoice.red.about":
    "A red invoice over all that is left of it; another one may be asked for then.",
  "console.invoice.red.done": "A red one will be issued",
  "console.invoice.none": "Nothing to invoice",
  "console.invoice.tax-number.hint": "Of an organisation, not of a person",
  "console.invoice.phone": "Mobile to send it to",
  "console.invoice.issued-number": "Invoice number",
  "console.invoice.of-blue": "takes back {id}",
  "console.invoice.left": "Not taken back",
  "console.invoice.receipts": "Receipts",
  "console.invoice.sheet": "Invoice data",
  "console.invoice.show-tax-number": "Show the whole tax number",
};
