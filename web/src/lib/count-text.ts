/** `12,345`: a number of things, in both languages alike. */
export function countText(count: number): string {
  return count.toLocaleString("en-US");
}
