/**
 * Expected refusals are values. A command answers `Result<T, Code>`; broken infrastructure throws.
 * `detail` holds what the sentence for the person needs (names, numbers, limits), never secrets.
 */
export type Refusal<Code extends string = string> = {
  readonly ok: false;
  readonly code: Code;
  readonly detail?: Readonly<Record<string, string | number>>;
};

export type Result<T, Code extends string = string> =
  | { readonly ok: true; readonly value: T }
  | Refusal<Code>;

export function ok<T>(value: T): { readonly ok: true; readonly value: T } {
  return { ok: true, value };
}

/** A refusal as a value; `detail` fills its sentence. */
export function refuse<Code extends string>(
  code: Code,
  detail?: Readonly<Record<string, string | number>>,
): Refusal<Code> {
  return detail === undefined ? { ok: false, code } : { ok: false, code, detail };
}

/** The value turned into what an edge shows; a refusal passes through. */
export function mapOk<T, U, Code extends string>(
  result: Result<T, Code>,
  show: (value: T) => U,
): Result<U, Code> {
  return result.ok ? ok(show(result.value)) : result;
}
