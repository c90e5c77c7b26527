/** Whether one becomes the other by one letter put in, left out or changed, or two swapped. */
export function isNear(one: string, other: string): boolean {
  if (Math.abs(one.length - other.length) > 1) return false;
  let start = 0;
  while (start < one.length && one[start] === other[start]) start++;
  const [rest, others] = [one.slice(start), other.slice(start)];
  const swapped = rest[0] === others[1] && rest[1] === others[0];
  return (
    rest.slice(1) === others.slice(1) ||
    rest.slice(1) === others ||
    rest === others.slice(1) ||
    (swapped && rest.slice(2) === others.slice(2))
  );
}
