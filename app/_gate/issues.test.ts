import { expect, test } from "vitest";
import { z } from "zod";
import { fieldErrors } from "./issues";

const keys = ["required", "invalid", "invalid_choice"];
const schema = z.strictObject({
  name: z.string().trim().min(1, "required").max(5),
  role: z.enum(["owner", "viewer"], "invalid_choice"),
  member: z.string().regex(/^usr_/).optional(),
});

function told(input: object, repeated?: ReadonlySet<string>) {
  const { error } = schema.safeParse(input);
  if (!error) throw new Error("The input was expected to be refused.");
  const say = (key: string, values?: object) =>
    values && Object.keys(values).length ? `${key} ${JSON.stringify(values)}` : key;
  return fieldErrors(error, say, (key) => keys.includes(key), repeated);
}

test("each field is told its first problem", () => {
  expect(told({ name: "", role: "king", member: "ana" })).toEqual({
    name: 'required {"min":1}',
    role: "invalid_choice",
    member: "invalid",
  });
  expect(told({ name: "Kianda", role: "owner" })).toEqual({ name: 'too_long {"max":5}' });
  expect(told({ role: "owner" })).toEqual({ name: "required" });
});

test.each(["constructor", "__proto__", "toString", "extra"])(
  "an unexpected field is named, even one called %s",
  (field) => {
    const input = Object.fromEntries([
      ["name", "Ana"],
      ["role", "owner"],
      [field, "x"],
    ]);
    expect(Object.entries(told(input))).toEqual([[field, `unknown_field ${JSON.stringify({ field })}`]]);
  },
);

test("an unexpected field with a name of any length is named by its beginning", () => {
  const [field = ""] = Object.keys(told({ name: "Ana", role: "owner", ["x".repeat(100_000)]: "x" }));
  expect(field).toBe("x".repeat(100));
});

test("a field sent twice where one is expected is invalid, not missing", () => {
  const input = { name: ["Ana", "Rui"], role: ["owner", "viewer"] };
  expect(told(input, new Set(["name", "role"]))).toEqual({ name: "invalid", role: "invalid" });
});
