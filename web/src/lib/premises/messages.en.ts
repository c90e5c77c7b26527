export const premises = {
  "console.premise.first": "from the first",
  "console.premise.since": "from {from}",
  "console.premise.versions": "Earlier spaces ({count})",
  "console.premise.change": "Change areas",
  "console.premise.change.title": "Change areas or classes",
  "console.premise.change.about":
    "From that day on these are supplied and charged; contracts in force get a version more. What was charged is reversed and charged anew as it is approved.",
  "console.premise.from": "From",
  "console.premise.basis": "Basis",
  "console.premise.evidence": "Document number",
} as const;
