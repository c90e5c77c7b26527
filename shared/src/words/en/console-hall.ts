export const hall = {
  "console.scope.city": "Whole city",
} as const;
