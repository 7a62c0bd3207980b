import { expect, it } from "vitest";
import { companyInput, workspaceInput } from "./schema";

const company = {
  legalName: "Kianda, Lda.",
  taxId: "5417 189 220",
  addressLine1: "Rua da Missão 12",
  addressLine2: "",
  city: "Luanda",
  region: "",
  postalCode: "",
  receiptsEmail: "",
};

it("a company's details hold no control characters, in any field", () => {
  expect(companyInput.safeParse(company).success).toBe(true);
  for (const field of Object.keys(company).filter((name) => name !== "receiptsEmail")) {
    const issue = companyInput.safeParse({ ...company, [field]: "one\ntwo" }).error?.issues[0];
    expect(issue, field).toMatchObject({ path: [field], message: "invisible_characters" });
  }
});

it("a workspace is called as carefully as a person", () => {
  const named = (name: string) => workspaceInput.safeParse({ name, timeZone: "Africa/Luanda", locale: "en" });
  expect(named("Kianda, S.A.").success).toBe(true);
  expect(named("Win at evil.com").error?.issues[0]).toMatchObject({ path: ["name"], message: "name_web_address" });
});
