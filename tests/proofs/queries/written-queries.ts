import { kase, knowledge, type Asked } from "./asked.ts";

/** Cases and knowledge by what somebody wrote: complaints, notes, keywords, titles in English. */
export const WRITTEN_QUERIES: Readonly<Record<string, readonly Asked[]>> = {
  "words, notes and numbers of cases": [
    kase(
      {
        number: "20261103-0671",
        description: "阁楼的集气罐排不出气，每晚咕噜咕噜响。",
        contact: "皇甫嵩",
        phone: "+8615203527741",
        place: "桃源里小区7号楼1单元602",
        household: "806640918",
        note: "已放气两次，建议加装自动排气阀。",
      },
      "集气罐|咕噜|集气罐 咕噜|阁楼集气罐|自动排气阀|放气两次|huangfusong|皇甫嵩|hfs|皇甫song|" +
        "7741|152 0352 7741|1103-0671|030671|40918|806640918|桃源里7-1-602|taoyuanli|" +
        "集气罐 桃源里|皇甫 排气阀",
    ),
    kase(
      {
        number: "20261104-0583",
        description: "地暖分集水器的伴热带跳闸，儿童房冰凉。",
        contact: "乐正绫",
        phone: "+8618603529036",
        note: "电工到场，漏电保护器受潮，已更换。",
      },
      "伴热带|伴热带跳闸|分集水器 跳闸|儿童房冰凉|漏电保护器|保护器受潮|yuezhengling|乐正绫|" +
        "yzl 伴热带|9036|18603529036|1104-0583|受潮 儿童房|电工到场",
    ),
    kase(
      {
        description: "楼上装修私接地暖，我家天花板洇水发霉。",
        contact: "仇英杰",
        note: "物业出具整改通知，业主拒签。",
      },
      "楼上私接|洇水|天花板发霉|洇水发霉|整改 拒签|业主拒签|qiuyingjie|仇英杰|仇英杰 洇水",
    ),
    kase(
      { description: "报修三回没人管，维修师傅态度蛮横，还索要红包。", contact: "万俟雪" },
      "态度蛮横|索要红包|报修三回|师傅 红包|moqixue|万俟雪|mqx 红包|师傅态度",
    ),
  ],
  "knowledge by synonyms, English and what it says": [
    knowledge(
      {
        number: "K-0907",
        title: "水锤与管道异响",
        "title-en": "Water hammer and knocking pipes",
        keyword: ["水击", "管子敲击声", "梆梆响"],
        said: [
          "阀门关得过快，水流骤停，压力波来回撞击管壁。",
          "缓慢启闭阀门，必要时装水锤消除器。",
        ],
      },
      "水锤|水击|梆梆响|管子敲击声|shuichui|water hammer|hammer|knocking|knocking pipes|压力波|" +
        "压力波撞击|水锤消除器|缓慢启闭|K-0907|0907|水锤 异响|guandaoyixiang|敲击声",
    ),
    knowledge(
      {
        number: "K-0915",
        title: "磁翻板液位计看不清怎么读",
        "title-en": "Reading a magnetic level gauge",
        keyword: ["液位计", "翻柱", "水位"],
        said: ["红白翻柱交界处即为液位，从侧面四十五度看最清楚。", "卡滞时用磁铁沿筒体缓慢上移。"],
      },
      "液位计|磁翻板|cifanban|翻柱|红白翻柱|magnetic level|level gauge|gauge|侧面四十五度|" +
        "磁铁 筒体|卡滞时用磁铁|K-0915|yeweiji|磁翻板 水位|翻柱交界",
    ),
    knowledge(
      {
        number: "K-0921",
        title: "租户能不能代房东签收停暖告知书",
        "title-en": "May a tenant sign for the landlord",
        keyword: ["代签", "委托书", "告知书"],
        said: ["须持房东亲笔委托书与双方身份证复印件。", "微信截图不作为委托凭据。"],
      },
      "代签|委托书|告知书|亲笔委托书|微信截图|截图凭据|tenant|landlord|tenant sign|daiqian|" +
        "weituoshu|停暖告知书|租户代房东|K-0921|房东 委托书|委托凭据",
    ),
  ],
};
