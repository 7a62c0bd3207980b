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
