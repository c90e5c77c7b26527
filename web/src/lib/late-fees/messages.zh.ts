export const lateFees = {
  "console.late-fee": "违约金（未计收）",
  "console.late-fee.about": "截至 {day} 应计；财务计收后才计入欠费，不会自动计收。",
  "console.late-fee.over": "已多计收 {amount}，请冲正违约金后重新计收。",
  "console.late-fee.charge": "计收违约金",
  "console.late-fee.asks":
    "计收截至 {day} 的违约金 {amount}，计收后共欠 {owed}。计错时冲正该笔分录即可撤回。",
  "console.late-fee.done": "已计收违约金 {amount}",
} as const;
