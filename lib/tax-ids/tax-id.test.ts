import { expect, test } from "vitest";
import { checkTaxId } from "./tax-id";

const check = (country: string, text: string, region = "") => checkTaxId({ country, region }, text);

test.each([
  ["IN", "27AAPFU0939F1ZV", "Maharashtra", "27AAPFU0939F1ZV"],
  ["IN", " 27aapfu0939f1zv ", "", "27AAPFU0939F1ZV"],
  ["AO", "5417 263 849", "", "5417263849"],
  ["AO", "004567890LA041", "", "004567890LA041"],
  ["ID", "01.234.567.8-901.000", "", "012345678901000"],
  ["ID", "3171234567890123", "", "3171234567890123"],
  ["BR", "11.222.333/0001-81", "", "11222333000181"],
  ["BR", "12.ABC.345/01DE-35", "", "12ABC34501DE35"],
  ["PT", "501964843", "", "PT501964843"],
  ["PT", "PT 501 964 843", "", "PT501964843"],
  ["GR", "EL123456789", "", "EL123456789"],
  ["NL", "NL123456789B01", "", "NL123456789B01"],
  ["KE", "P051234567X", "", "P051234567X"],
])("%s takes %s and keeps one spelling of it", (country, text, region, taxId) => {
  expect(check(country, text, region)).toEqual({ valid: true, taxId });
});

test.each([
  ["IN", "27AAPFU0939F1ZW", "", "gstin_check"],
  ["IN", "27AAPFU0939F1Z", "", "gstin_shape"],
  ["IN", "27AAPFU0939F1ZV", "Kerala", "gstin_other_state"],
  ["AO", "541726384", "", "nif_shape"],
  ["ID", "12345", "", "npwp_shape"],
  ["BR", "11.222.333/0001-82", "", "cnpj_check"],
  ["BR", "00.000.000/0000-00", "", "cnpj_shape"],
  ["PT", "501964844", "", "vat_check"],
  ["FR", "DE123456789", "", "vat_other_country"],
  ["FR", "1234567890", "", "vat_shape"],
])("%s refuses %s and says why", (country, text, region, problem) => {
  expect(check(country, text, region)).toEqual({ valid: false, problem });
});
