import type { plans as zh } from "./messages.zh.ts";

export const plans: Readonly<Record<keyof typeof zh, string>> = {
  "console.plan": "Instalments",
  "console.plan.ask": "Ask for a plan",
  "console.plan.about":
    "What is owed for the chosen seasons is paid in parts: {first} at least at first, {most} parts at most, within {within} days. It has to be approved. While it is kept no late fee comes about; {grace} days after a missed part it is broken.",
  "console.plan.seasons": "Seasons to be paid in parts",
  "console.plan.count": "Number of parts",
  "console.plan.due": "Day of part {place}",
  "console.plan.amount": "Amount of part {place} (yuan)",
  "console.plan.left": "{amount} not in any part yet",
  "console.plan.over": "{amount} more than is owed",
  "console.plan.state.kept": "Kept",
  "console.plan.state.fulfilled": "Fulfilled",
  "console.plan.state.broken": "Broken",
  "console.plan.state.cancelled": "Cancelled",
  "console.plan.instalment.paid": "Paid",
  "console.plan.instalment.due": "To be paid",
  "console.plan.instalment.missed": "Missed",
  "console.plan.paid-of": "{paid} of {total} paid",
  "console.plan.next": "Next: {amount} by {day}",
  "console.plan.broken-on": "Broken on {day}; late fees count again from then",
  "console.plan.place": "Part",
  "console.plan.day": "To be paid by",
  "console.plan.standing": "Standing",
  "console.plan.cancel": "Cancel the plan",
  "console.plan.cancel.about":
    "From today on the plan counts no more: what is owed is late as without it.",
  "console.plan.resume": "Take the cancellation back",
  "console.plan.resume.about": "As if it had never been cancelled: it is paid as it was agreed.",
  "console.plan.print": "Print the agreement",
  "console.plan.sheet": "Agreement on instalments",
  "console.plan.sheet.text":
    "The customer undertakes to pay what is owed for {seasons}, {total} in all ({capital}), on these days. While it is kept no late fee comes about. When a part is not paid in full {grace} days after its day, the agreement ends and late fees on what is open count again from the day after.",
  "console.plan.sheet.holder": "Customer (signature)",
  "console.plan.sheet.utility": "Heat supplier (seal)",
};
