import { incident, kase, type Asked } from "./asked.ts";

/** Cases and incidents by the words of whoever reported, by whom, where and by their numbers. */
export const CASE_QUERIES: Readonly<Record<string, readonly Asked[]>> = {
  "words of a complaint": [
    kase(
      { description: "管井里的保温层被野猫抓坏了，一直往下掉渣。" },
      "野猫|保温层被野猫抓坏|保温层 野猫|野猫保温层|管井掉渣|猫抓坏保温|掉渣",
    ),
    kase(
      { description: "热计量表显示屏花了，抄不到读数，请来换一块。" },
      "热计量表|显示屏花了|抄不到读数|计量表花了|换计量表|显示屏 读数|热表显示屏",
    ),
    kase(
      { description: "家里有卧床病人，室温只有十二度，冻得受不了。" },
      "卧床病人|十二度|病人 室温|冻得受不了|室温十二度|病人受不了|卧床 冻",
    ),
    kase(
      { description: "暖气片嗡嗡响，半夜像吹口哨，孩子睡不着。" },
      "嗡嗡响|吹口哨|暖气片 口哨|暖气嗡嗡|半夜 孩子睡不着|暖气片响|孩子睡不着",
    ),
    kase(
      { description: "地沟盖板被车压塌，冒白汽，行人绕着走。" },
      "地沟盖板|盖板压塌|冒白汽|盖板 白汽|地沟 行人|压塌 地沟|行人绕",
    ),
    kase(
      { description: "DN25球阀打不开，ABB变频器报F07故障。" },
      "DN25|dn25球阀|球阀打不开|abb变频器|F07|变频器故障|ABB 球阀|ｄｎ25",
    ),
    kase(
      { description: "卫生间毛巾架不热", note: "维修工说是自力式压差阀卡涩，下周带配件。" },
      "毛巾架|压差阀|压差阀卡涩|毛巾架 压差阀|自力式|卫生间毛巾架|带配件",
    ),
    kase(
      { description: "发票抬头写错了，开成了前房东的名字。" },
      "发票抬头|抬头写错|前房东|发票 房东|发票写错|抬头房东",
    ),
  ],
  "cases by people and places": [
    kase(
      {
        number: "20261031-0427",
        description: "客厅不热",
        holder: "令狐冲",
        contact: "任盈盈",
        phone: "+8613403520916",
        place: "华山小区11号楼4单元402",
        household: "807771236",
      },
      "令狐冲|任盈盈|linghuchong|renyingying|13403520916|20916|0352 0916|华山11-4-402|" +
        "huashan11haolou402|20261031-0427|1031-0427|310427|807771236|71236|令狐冲 不热|" +
        "华山 客厅不热|lhc|rényíngyíng|任盈盈 华山|402 盈盈|令狐冲客厅|renyy 华山",
    ),
    kase(
      {
        number: "20261101-0388",
        description: "楼道有异味",
        contact: "岳不群",
        phone: "+863526605471",
        place: "思过崖社区活动中心",
      },
      "岳不群|yuebuqun|思过崖|siguoya|思过崖社区|活动中心|0352-6605471|605471|1101-0388|yuebq",
    ),
    kase(
      { description: "分水器漏水", holder: "单仲勋", contact: "解语花" },
      "单仲勋|shanzhongxun|danzhongxun|解语花|xieyuhua|jieyuhua|单仲勋 漏水|解语花 分水器",
    ),
  ],
  incidents: [
    incident(
      {
        number: "SJ20261029-0006",
        description: "一次网主管线泄漏，长安路以北停热抢修。",
        areas: ["桃花岛小区3号楼", "牛家村2号楼"],
        cause: "补偿器开裂",
      },
      "桃花岛|taohuadao|桃花岛3号楼|牛家村|niujiacun2haolou|补偿器|补偿器开裂|长安路以北|" +
        "SJ20261029-0006|1029-0006|290006|主管线泄漏|长安路 停热|桃花岛 泄漏|thd3号楼",
    ),
    incident(
      {
        number: "SJ20261102-0009",
        description: "换热站水淹，循环泵电机烧毁。",
        areas: ["黑木崖换热站"],
        cause: "排污泵失灵",
      },
      "黑木崖|heimuya|黑木崖换热站|水淹|循环泵 烧毁|电机烧毁|排污泵|黑木崖水淹|hmyhrz|1102-0009",
    ),
  ],
};
