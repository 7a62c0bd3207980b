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
  country: "AO",
  receiptsEmail: "",
};

it("a company's details hold no control characters, in any field", () => {
  expect(companyInput.safeParse(company).success).toBe(true);
  for (const field of Object.keys(company).filter((name) => !["receiptsEmail", "country"].includes(name))) {
    const issue = companyInput.safeParse({ ...company, [field]: "one\ntwo" }).error?.issues[0];
    expect(issue, field).toMatchObject({ path: [field], message: "invisible_characters" });
  }
});

it("a tax id is what its country says it is, and is kept in its plain spelling", () => {
  const read = (more: object) => companyInput.safeParse({ ...company, ...more });
  expect(read({}).data?.taxId).toBe("5417189220");
  expect(read({ taxId: "12" }).error?.issues[0]).toMatchObject({ path: ["taxId"], message: "nif_shape" });
  expect(read({ country: "US", taxId: "12-3456789" }).data?.taxId).toBe("12-3456789");
  expect(read({ country: "XX" }).error?.issues[0]).toMatchObject({ path: ["country"], message: "country" });
  expect(read({ taxId: "" }).success).toBe(true);
});

it("a GSTIN tells its state where none was given, and may not tell another", () => {
  const indian = { ...company, country: "IN", taxId: "27AAPFU0939F1ZV" };
  expect(companyInput.parse(indian).region).toBe("Maharashtra");
  const issue = companyInput.safeParse({ ...indian, region: "Kerala" }).error?.issues[0];
  expect(issue).toMatchObject({ path: ["taxId"], message: "gstin_other_state" });
});

it("a workspace is called as carefully as a person", () => {
  const named = (name: string) => workspaceInput.safeParse({ name, timeZone: "Africa/Luanda", locale: "en" });
  expect(named("Kianda, S.A.").success).toBe(true);
  expect(named("Win at evil.com").error?.issues[0]).toMatchObject({ path: ["name"], message: "name_web_address" });
});
