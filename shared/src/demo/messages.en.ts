export const demo = {
  "refusal.no-demo-city": "There is no demo city here",
  "refusal.demo-hall-unknown": "The demo city has no such hall",
} as const;
