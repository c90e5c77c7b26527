export const reports = {
  "console.reports": "统计",
  "console.reports.about": "每个数都来自账本分录，按记账日截至任意一天；点名称逐级下钻到用户",
  "console.reports.season": "采暖季",
  "console.reports.day": "截至（含当日）",
  "console.reports.path": "机构路径",
  "console.reports.export": "导出 Excel",
  "console.reports.behind": "还有 {count, number} 次提交正在计入，数字将随之更新",
  "console.reports.disagree": "统计数据自身不平，请勿使用，并告知管理员",
  "console.reports.disagree.row": "此行不平",
  "console.reports.none": "没有应收",
  "console.reports.none.about": "所选采暖季在这一天之前没有记账。",
  "console.reports.by-fee": "按收费项目",
  "console.reports.pages": "用户分页",
  "console.reports.shown": "第 {from, number}–{to, number} 户",
  "console.reports.previous": "上一页",
  "console.reports.next": "下一页",
  "console.reports.all": "报表",
  "console.reports.before": "本采暖季",
  "console.reports.by-season": "按采暖季",
  "console.reports.old-debt.about":
    "往年各采暖季的欠费：期初、清回、减免、核销、期末，按记账日在任意两天之间",
  "console.reports.revenue.about":
    "一个采暖季已出账的收入（含税，减去本公司承担的减免）按供热天数分到各月；各月之和等于已出账，按截至日已记账的分录推算",
  "console.reports.revenue.none": "该采暖季还没有出账",
  "console.reports.revenue.no-rates":
    "收费目录中没有全部月份的税率：没有税率的月份全部计为不含税。",
  "console.reports.stop-register.about":
    "停供、复供逐笔登记：入账日、起始日、面积、比例、减免与补收，原因与审批；净减免 = 停供减免 − 复供补收，每笔复供对应一笔停供",
  "console.reports.stop-register.none": "没有停供、复供",
  "console.reports.refunds.about":
    "按退费原因、付款方式、渠道和机构：已付出的退费，从申请到付款的天数，退回的笔数；每笔退费不超过它的缴费",
  "console.reports.refunds.none": "没有退费",
  "console.reports.voids.about":
    "按月份和收费员：作废（当日）和冲正（之后）占其当月收费的比例，以及离出票多少分钟；点收费员看每张票据",
  "console.reports.voids.none": "没有收费，也没有作废冲正",
  "console.reports.reliefs.about":
    "按减免项目和承担方：已批准入账的减免，减去冲正的；合计等于应收里减免的部分。不由本公司承担的，是应收的补贴",
  "console.reports.reliefs.none": "没有减免",
  "console.reports.more": "另有 {count, number} 行未列出，导出 Excel 可得全部",
  "console.reports.prepayments.about":
    "存在账户上的钱：期末 = 期初 + 本期收入 − 抵缴 − 退费 + 过户结转，按记账日在任意两天之间",
  "console.reports.prepayments.none": "还没有预收",
  "console.reports.takings.about":
    "按收费员、付款方式、渠道：收费合计 = 本季 + 往季 + 预存 + 违约金，净额 = 收费合计 − 作废冲正 − 退费",
  "console.reports.takings.none": "这几天没有收费",
  "console.reports.old-debt.none": "没有往年的采暖季",
  "console.reports.areas.about":
    "计费面积 = 已缴 + 报停 + 未缴，以出账时的面积为准；已缴为不欠热费的用户，只缴一部分的算未缴；整个采暖季停供的算报停。旧系统接收的采暖季没有面积",
  "console.reports.areas.none": "该采暖季在这一天之前没有按面积出账",
  "console.reports.stops.about":
    "整个采暖季停供的户数和面积，及其基础费：应收 = 各户全额 × 各自比例 + 尾差及期初；季中停供或又复热的面积另列，其热费不在此表",
  "console.reports.arrears.about":
    "所有采暖季和项目的欠费，按金额档（含下限、不含上限）和欠费季数；合计等于应收账款余额。同一用户在每个出账的楼栋各计一户，前户留下的欠费计入该户",
  "console.reports.arrears.none": "没有欠费",
  "console.reports.season-statement.about":
    "一个采暖季的户数、计费面积和热费，每列合计 = 供热 + 报停；报停为整个采暖季停供的户数和面积，及全部报停基础费。违约金另列，服务收费不计。旧系统接收的采暖季没有户数和面积",
  "console.reports.stops.none": "该采暖季到这一天没有报停",
} as const;
