import type { reliefs as zh } from "./messages.zh.ts";

export const reliefs: Readonly<Record<keyof typeof zh, string>> = {
  "console.relief": "Relief",
  "console.relief.about":
    "Takes something off what a season was charged; what was paid of it is on account then. It is approved by another; a wrong one is undone by reversing its entry.",
  "console.relief.season": "Season",
  "console.relief.of": "Relief",
  "console.relief.amount": "Amount (yuan)",
  "console.relief.by-area": "By ¥{price} a square metre of inner area.",
  "console.relief.incident": "Incident",
  "console.relief.incident.choose": "Choose an incident",
  "console.relief.incident.none": "No incident that is over reached this household.",
  "console.relief.from": "First day",
  "console.relief.to": "Last day (included)",
  "console.relief.evidence": "Number of the document that shows it",
};
