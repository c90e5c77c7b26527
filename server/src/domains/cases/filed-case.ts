export interface FiledCase {
  readonly id: string;
  readonly number: string;
  readonly outcome: "filed" | "attached" | "repeated";
}
