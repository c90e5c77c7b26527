export const hall = {
  "console.scope.city": "全市",
} as const;
