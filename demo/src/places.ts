import type { OpeningHours } from "@warmline/shared/hall/profile.ts";

/** The city as it is laid out: the same whatever the seed and size. */

export const HEAD_OFFICE = { id: "head-office", name: "华都热力总公司", nameEn: "Huadu Heating" };

/** 分公司, each with the district that it heats. */
export const BRANCHES = [
  { id: "branch-01", name: "西城分公司", nameEn: "Xicheng branch", district: "西城区" },
  { id: "branch-02", name: "南城分公司", nameEn: "Nancheng branch", district: "南城区" },
  { id: "branch-03", name: "北城分公司", nameEn: "Beicheng branch", district: "北城区" },
  { id: "branch-04", name: "华都分公司", nameEn: "Huadu branch", district: "华都新区" },
  { id: "branch-05", name: "东城分公司", nameEn: "Dongcheng branch", district: "东城区" },
  { id: "branch-06", name: "滨河分公司", nameEn: "Binhe branch", district: "滨河区" },
  { id: "branch-07", name: "高新分公司", nameEn: "Gaoxin branch", district: "高新区" },
  { id: "branch-08", name: "老城分公司", nameEn: "Laocheng branch", district: "老城区" },
  { id: "branch-09", name: "河东分公司", nameEn: "Hedong branch", district: "河东区" },
  { id: "branch-10", name: "铁西分公司", nameEn: "Tiexi branch", district: "铁西区" },
] as const;
export type Branch = (typeof BRANCHES)[number];

export interface Hall {
  readonly id: string;
  readonly name: string;
  readonly nameEn: string;
  /** The part of log-ins and addresses that names it: `cashier-xicheng`, `/demo/tv/xicheng`. */
  readonly slug: string;
  readonly counters: number;
  readonly address: string;
  /** Absent: when the city works. */
  readonly hours?: OpeningHours;
}

const SIX_DAYS: OpeningHours = {
  opensMinute: 8 * 60,
  closesMinute: 18 * 60,
  weekdays: [1, 2, 3, 4, 5, 6],
};

/** 营业大厅. */
export const HALLS: readonly Hall[] = [
  {
    id: "hall-xicheng",
    name: "西城营业大厅",
    nameEn: "Xicheng hall",
    slug: "xicheng",
    counters: 8,
    address: "西城区解放路88号",
    hours: SIX_DAYS,
  },
  {
    id: "hall-nancheng",
    name: "南城营业大厅",
    nameEn: "Nancheng hall",
    slug: "nancheng",
    counters: 7,
    address: "南城区建设大街16号",
    hours: SIX_DAYS,
  },
  {
    id: "hall-beicheng",
    name: "北城营业大厅",
    nameEn: "Beicheng hall",
    slug: "beicheng",
    counters: 6,
    address: "北城区人民路203号",
  },
  {
    id: "hall-huadu",
    name: "华都营业大厅",
    nameEn: "Huadu hall",
    slug: "huadu",
    counters: 6,
    address: "华都新区迎宾大道1号",
  },
];

/** 客服点. */
export const SERVICE_POINTS = [
  { id: "point-1", name: "东城客服点", nameEn: "Dongcheng service point" },
  { id: "point-2", name: "滨河客服点", nameEn: "Binhe service point" },
  { id: "point-3", name: "高新客服点", nameEn: "Gaoxin service point" },
  { id: "point-4", name: "老城客服点", nameEn: "Laocheng service point" },
  { id: "point-5", name: "河东客服点", nameEn: "Hedong service point" },
] as const;

/** 业务, the same in each hall. */
export const SERVICES = [
  { series: "A", nameZh: "缴费", nameEn: "Payments" },
  { series: "B", nameZh: "报停复热", nameEn: "Stop and restore" },
  { series: "C", nameZh: "过户变更", nameEn: "Contract changes" },
  { series: "D", nameZh: "咨询报修", nameEn: "Questions and faults" },
] as const;
