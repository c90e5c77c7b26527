export const demo = {
  "refusal.no-demo-city": "这里没有演示城市",
  "refusal.demo-hall-unknown": "演示城市里没有这个大厅",
} as const;
