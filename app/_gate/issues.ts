import type { z } from "zod";

type Translate = (key: string, values?: Record<string, string | number>) => string;

/** One sentence per field, in the reader's language; the first problem of a field is the one that is told. */
export function fieldErrors(
  error: z.ZodError,
  t: Translate,
  known: (key: string) => boolean,
  repeated: ReadonlySet<string> = new Set(),
): Record<string, string> {
  const told = new Map<string, string>();
  const tell = (field: string, text: string) => {
    if (!told.has(field)) told.set(field, text);
  };
  for (const issue of error.issues) {
    if (issue.code === "unrecognized_keys") {
      for (const key of issue.keys) {
        const field = key.slice(0, 100).replace(/[\ud800-\udbff]$/, "");
        tell(field, t("unknown_field", { field }));
      }
      continue;
    }
    const field = issue.path.map(String).join(".");
    const twice = repeated.has(field) && (issue.code === "invalid_type" || issue.code === "invalid_value");
    tell(field, twice ? t("invalid") : sentence(issue, t, known));
  }
  return Object.fromEntries(told);
}

function sentence(issue: z.core.$ZodIssue, t: Translate, known: (key: string) => boolean): string {
  // A schema may name its own sentence.
  if (known(issue.message)) return t(issue.message, valuesOf(issue));
  switch (issue.code) {
    case "too_small":
      return Number(issue.minimum) <= 1 ? t("required") : t("too_short", { min: Number(issue.minimum) });
    case "too_big":
      return t("too_long", { max: Number(issue.maximum) });
    case "invalid_type":
      return t("required");
    case "invalid_format":
      return t(issue.format === "email" ? "email" : "invalid");
    case "invalid_value":
      return t("invalid_choice");
    default:
      return t("invalid");
  }
}

function valuesOf(issue: z.core.$ZodIssue): Record<string, string | number> {
  if (issue.code === "custom") return issue.params ?? {};
  if (issue.code === "too_small") return { min: Number(issue.minimum) };
  if (issue.code === "too_big") return { max: Number(issue.maximum) };
  return {};
}
