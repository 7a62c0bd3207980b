import { createHash } from "node:crypto";

const alphabet = "0123456789abcdefghjkmnpqrstvwxyz";
const shape = /^pur_[0-9a-hjkmnp-tv-z]{26}$/;

/** How much of an id says when its form was drawn. */
const timePart = "pur_".length + 10;

export function isFormId(text: string): boolean {
  return shape.test(text);
}

/**
 * The id of what is ordered by a form: pressed twice it is one purchase, and after a change in the same form, as when
 * somebody came back from paying, it is another.
 */
export function orderId(formId: string, choices: readonly string[]): string {
  const digest = createHash("sha256")
    .update(JSON.stringify([formId, ...choices]))
    .digest();
  const rest = Array.from({ length: 16 }, (_, i) => alphabet[(digest[i] ?? 0) & 31]).join("");
  return formId.slice(0, timePart) + rest;
}
