export const badDebt = {
  "console.write-off": "坏账核销",
  "console.write-off.about":
    "往年欠费确实无法收回时，连同违约金从应收转为坏账，不再计入欠费；户上仍有记录。须经财务审批，大额须附决策文件；有误时，在分录中冲正即可恢复。",
  "console.write-off.seasons": "核销哪些采暖季",
  "console.write-off.ground": "核销事由",
  "console.write-off.ground.choose": "选择事由",
  "console.write-off.evidence": "证明或决策文件编号",
  "console.debt.written-off": "已核销坏账",
  "console.pay.returned": "其中收回已核销坏账",
} as const;
