export const reliefs = {
  "console.relief": "减免",
  "console.relief.about":
    "从某一采暖季的应收中减去一部分，已缴的部分转为预存。须经审批；减免有误时，在分录中冲正即可恢复。",
  "console.relief.season": "采暖季",
  "console.relief.of": "减免项目",
  "console.relief.amount": "减免金额（元）",
  "console.relief.by-area": "按套内面积每平方米 {price} 元减免。",
  "console.relief.incident": "停热事件",
  "console.relief.incident.choose": "选择事件",
  "console.relief.incident.none": "该户没有已恢复供热的事件。",
  "console.relief.from": "首日",
  "console.relief.to": "末日（含）",
  "console.relief.evidence": "证明文件编号",
} as const;
