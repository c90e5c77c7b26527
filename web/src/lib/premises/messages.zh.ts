export const premises = {
  "console.premise.first": "建户起",
  "console.premise.since": "{from} 起",
  "console.premise.versions": "以前的面积（{count}）",
  "console.premise.change": "变更面积",
  "console.premise.change.title": "变更面积或类别",
  "console.premise.change.about":
    "从生效日起按新面积供热收费，执行中的合同随之增加一个版本；已出的账由审批人同意时冲正并重新出账。",
  "console.premise.from": "生效日期",
  "console.premise.basis": "依据",
  "console.premise.evidence": "依据文件号",
} as const;
