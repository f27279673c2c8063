/** One error in what compute-sanitizer wrote. */
export interface SanitizerError {
  /** `Invalid __global__ read of size 4 bytes` */
  readonly message: string;
  /** What it adds: threads, addresses, the nearest allocation. */
  readonly details: readonly string[];
  /** The innermost place with a line, as the compiler was told it: name of the file, line from 1. */
  readonly place?: { readonly file: string; readonly line: number };
}

/** Lines that tell of the tool and not of an error. */
const chatter =
  /^(COMPUTE-SANITIZER|ERROR SUMMARY|LEAK SUMMARY|RACECHECK SUMMARY|No kernel|Target application returned|This tool|\s*$)/;
/** What compute-sanitizer says where it could not do its work. */
const failure =
  /^(Error: (?!Race reported|Potential)|Internal Sanitizer Error|Unable to|Target application terminated)/;

/** What a log of compute-sanitizer says: errors of the kernel, and reasons why it could not check. */
export function readSanitizerLog(log: string): {
  readonly errors: readonly SanitizerError[];
  readonly failures: readonly string[];
} {
  const errors: { message: string; details: string[]; place?: SanitizerError['place'] }[] = [];
  const failures: string[] = [];
  let current: (typeof errors)[number] | undefined;
  for (const line of log.split(/\r?\n/)) {
    const text = /^=========(?: (.*))?$/.exec(line)?.[1] ?? '';
    if (/^\s/.test(text)) {
      const detail = text.trim();
      if (current === undefined || detail === '') continue;
      current.details.push(detail);
      current.place ??= placeIn(detail);
    } else if (failure.test(text)) {
      failures.push(text);
      current = undefined;
    } else if (chatter.test(text)) {
      current = undefined;
    } else {
      const place = placeIn(text);
      current = { message: text, details: [], ...(place === undefined ? {} : { place }) };
      errors.push(current);
    }
  }
  return { errors, failures };
}

/** `at f(int)+0x1a0 in dot.reduce:4`, or as older versions have it `at 0x1a0 in dot.reduce:4:f(int)`. */
function placeIn(text: string): SanitizerError['place'] {
  const [, file, line] = /\bin (.+?):(\d+)(?=$|:|\s|,)/.exec(text) ?? [];
  if (file === undefined || line === undefined) return undefined;
  return { file, line: Number(line) };
}
