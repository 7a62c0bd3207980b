import type { z } from "zod";
import { Refusal } from "./refusal";

/** The first thing that is wrong with an input, named as a program would reach it: `events[3].to`. */
export function complaint(error: z.ZodError): Refusal {
  const [issue] = error.issues;
  if (!issue) return new Refusal("invalid");
  if (issue.code === "unrecognized_keys") {
    const param = paramOf([...issue.path, issue.keys[0] ?? ""]);
    return new Refusal("invalid", { param, sentence: "problems.unknown_field" });
  }
  const param = paramOf(issue.path);
  return new Refusal("invalid", { ...(param && { param }), ...sentenceOf(issue) });
}

const mostLetters = 100;

/** A name that a caller made up may be of any length; its beginning says which one it is. */
export function paramOf(path: readonly PropertyKey[]): string {
  const name = nameOf(path);
  if (name.length <= mostLetters) return name;
  return `${name.slice(0, mostLetters - 1).replace(/[\ud800-\udbff]$/, "")}…`;
}

function nameOf(path: readonly PropertyKey[]): string {
  return path.reduce<string>((name, step) => {
    if (typeof step === "number") return `${name}[${step}]`;
    return name ? `${name}.${String(step)}` : String(step);
  }, "");
}

type Sentence = { sentence: string; values?: Record<string, string | number> };

function sentenceOf(issue: z.core.$ZodIssue): Sentence {
  switch (issue.code) {
    case "custom":
    case "invalid_format":
      return { sentence: `problems.${named.test(issue.message) ? issue.message : "format"}` };
    case "too_small":
      return { sentence: `problems.too_small_${sizeOf(issue.origin)}`, values: { min: Number(issue.minimum) } };
    case "too_big":
      return { sentence: `problems.too_big_${sizeOf(issue.origin)}`, values: { max: Number(issue.maximum) } };
    case "invalid_type":
      return issue.input === undefined && issue.message.endsWith("undefined")
        ? { sentence: "problems.required" }
        : { sentence: `problems.type_${typeOf(issue.expected)}` };
    case "invalid_value":
      return { sentence: "problems.choice", values: { choices: issue.values.map(String).join(", ") } };
    default:
      return { sentence: "problems.format" };
  }
}

/** A schema may name its own sentence. */
const named = /^[a-z][a-z_]*$/;

function sizeOf(origin: string): "text" | "list" | "number" {
  if (origin === "string") return "text";
  return origin === "array" ? "list" : "number";
}

function typeOf(expected: string): string {
  if (expected === "int" || expected === "safeint") return "int";
  return ["string", "number", "boolean", "array"].includes(expected) ? expected : "object";
}
