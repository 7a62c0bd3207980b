import { describe, expect, it } from "vitest";
import { describeApi } from "@/app/_api/openapi";
import { operations } from "@/app/_api/operations";
import { answerOf, bodyOf, type Field, parametersOf } from "./fields";
import { listOperations } from "./list-operations";

const api = describeApi("https://saldo.example");
const all = listOperations(api);
const described = (id: string) => {
  const found = all.find((operation) => operation.id === id);
  if (!found) throw new Error(`There is no ${id}.`);
  return found.described;
};
const at = (fields: readonly Field[] | undefined, where: string) =>
  fields?.find(({ path, name }) => path + name === where);

describe("the tables of the reference", () => {
  it("tell both forms of a body, and the fields of what they share once", () => {
    const [event, batch, ...rest] = bodyOf(described("postUsage"), api);
    expect([event?.name, batch?.name, rest.length]).toEqual(["UsageEvent", "{ events }", 0]);
    expect(at(event?.fields, "id")).toMatchObject({ isRequired: true, type: "string", limits: ["1–255 characters"] });
    expect(batch?.fields).toEqual([
      expect.objectContaining({ name: "events", type: "array of UsageEvent", limits: ["1–5,000 items"] }),
    ]);
  });

  it("tell the fields inside a list with their path, their defaults and their patterns", () => {
    const [campaign] = bodyOf(described("quoteCampaign"), api);
    expect(at(campaign?.fields, "lines[].direction")).toMatchObject({
      type: '"outbound" | "inbound"',
      limits: ['default `"outbound"`'],
    });
    expect(at(campaign?.fields, "lines[].prefix")?.limits).toEqual(["pattern `^\\+[1-9]\\d{0,14}$`"]);
  });

  it("tell every form of an answer, and what a verdict can be, by its name", () => {
    const forms = answerOf(described("postUsage"), api);
    expect(forms.map(({ name, kind }) => [name, kind])).toEqual([
      ["Charged", "choice"],
      ["Duplicate", "choice"],
      ["UsageBatch", "choice"],
      ["Refused", "part"],
    ]);
    expect(at(forms[1]?.fields, "first.status")?.type).toBe('"charged" | "refused" | "held"');
    expect(at(forms[2]?.fields, "events")?.type).toBe("array of Charged | Refused | Duplicate");
    expect(at(forms[3]?.fields, "resets_at")).toMatchObject({ type: "string, date-time or null" });
  });

  it("tell the limits of a parameter and of each of its values", () => {
    const parameters = parametersOf(described("listUsage"), api);
    expect(at(parameters, "limit")).toMatchObject({ limits: ["1–200", "default `50`"], isRequired: false });
    expect(at(parameters, "country")?.limits).toEqual(["at most 50 items", "each pattern `^[A-Z]{2}$`"]);
  });

  const answeredInJson = operations.filter(({ media }) => media === undefined).map(({ id }) => id);

  it.each(answeredInJson)("tell what %s answers, field by field, with a type for each", (id) => {
    const forms = answerOf(described(id), api);
    expect(forms.length).toBeGreaterThan(0);
    for (const { type } of forms.flatMap(({ fields }) => fields)) expect(type).not.toMatch(/^$|undefined|any/);
  });
});
