export const services = {
  "console.service": "服务收费",
  "console.service.about": "按收费目录的价格记一笔应收，如开栓费。记错时冲正该笔分录即可撤回。",
  "console.service.what": "项目",
  "console.service.quantity": "次数",
  "console.service.costs": "{price} × {quantity} = {amount}，记后共欠 {owed}",
  "console.service.done": "已记{name}",
} as const;
