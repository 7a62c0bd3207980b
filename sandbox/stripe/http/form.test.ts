import { expect, test } from "vitest";
import { readForm } from "./form";

test("brackets nest, numbered and empty ones make lists", () => {
  expect(readForm("a=1&b[c]=2&b[d][e]=3&f[0]=x&f[1]=y&g[]=m&g[]=n&h[0][i]=p&h[1][i]=q&j=")).toEqual({
    a: "1",
    b: { c: "2", d: { e: "3" } },
    f: ["x", "y"],
    g: ["m", "n"],
    h: [{ i: "p" }, { i: "q" }],
    j: "",
  });
});

test("a name cannot be both a value and a list, and reaches nothing of the program", () => {
  expect(() => readForm("a=1&a[b]=2")).toThrow("Invalid parameter name: a[b]");
  expect(readForm("__proto__[polluted]=yes")).not.toHaveProperty("polluted");
  expect({}).not.toHaveProperty("polluted");
});

test("brackets by the hundred thousand and lists of any length are read or refused at once", () => {
  for (const name of [`a${"[b]".repeat(300_000)}`, `a${"[".repeat(900_000)}`]) {
    expect(() => readForm(`${name}=1`)).toThrow("Invalid parameter name: a is nested more than 16 levels deep.");
  }
  expect(readForm("a[]=x&".repeat(150_000)).a).toHaveLength(150_000);
});
