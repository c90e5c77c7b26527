export const page = {
  "page.product": "Warmline",
  "page.demo": "Demo data",
  "page.error.not-found": "There is no such page",
  "page.error.broken": "This page has failed",
  "page.error.about": "The address may have changed; start again from the console.",
  "page.error.home": "To the console",
  "page.loading": "Loading",
  "page.span.days": "{days} d {hours} h",
  "page.span.hours": "{hours} h {minutes} min",
  "page.span.minutes": "{minutes} min",
} as const;
