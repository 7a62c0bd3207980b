import { expect, test } from "vitest";
import { z } from "zod";
import { echo, fieldsOf, repeatedIn, unreadableIn } from "./fields";

function sent(...entries: [string, string | Blob][]): FormData {
  const data = new FormData();
  for (const [name, value] of entries) data.append(name, value);
  return data;
}

test("a field given once is a text, given twice a list, and the framework's own are left out", () => {
  const fields = fieldsOf(sent(["name", "Kianda"], ["role", "viewer"], ["role", "owner"], ["$ACTION_ID_1", "x"]));
  expect(fields).toEqual({ name: "Kianda", role: ["viewer", "owner"] });
  expect([...repeatedIn(fields)]).toEqual(["role"]);
});

test("a file where a text belongs is an empty text", () => {
  expect(fieldsOf(sent(["name", new Blob(["x"])]))).toEqual({ name: "" });
});

test.each(["__proto__", "constructor", "toString"])(
  "a field named %s is a field, which a strict form refuses",
  (name) => {
    const { workspace: _slug, ...rest } = fieldsOf(sent([name, "x"], ["workspace", "kianda"]));
    expect(Object.keys(rest)).toEqual([name]);
    expect(Object.getPrototypeOf(rest)).toBe(Object.prototype);
    const problem = z.strictObject({}).safeParse(rest).error?.issues[0];
    expect(problem).toMatchObject({ code: "unrecognized_keys", keys: [name] });
  },
);

test("a NUL character is found in a value, in one of several and in a name", () => {
  const fields = fieldsOf(
    sent(["name", "Ki\0anda"], ["role", "viewer"], ["role", "\0"], ["a\0b", ""], ["city", "Luanda"]),
  );
  expect(unreadableIn(fields)).toEqual(["name", "role", "a\0b"]);
  expect(unreadableIn(fieldsOf(sent(["city", "Luanda"])))).toEqual([]);
});

test("what goes back into the form holds no secret, no list and no NUL", () => {
  const fields = fieldsOf(
    sent(
      ["city", "Luanda"],
      ["newPassword", "quiet harbour"],
      ["token", "tok_1"],
      ["pin", "1234"],
      ["role", "viewer"],
      ["role", "owner"],
      ["name", "Ki\0anda"],
      ["a\0b", "x"],
    ),
  );
  expect(echo(fields, ["pin"])).toEqual({ city: "Luanda" });
});
