import { field, type Option, selection, type Typed } from "../../shared/pages/fields";
import { type Html, html } from "../../shared/pages/html";
import type { addTaxId } from "../operations/tax-ids";

export type TaxIdGiven = Pick<Parameters<typeof addTaxId>[2], "type" | "value">;

const kinds: readonly (readonly [type: TaxIdGiven["type"], label: string])[] = [
  ["eu_vat", "European VAT number"],
  ["ao_tin", "Angola NIF"],
  ["au_abn", "Australia ABN"],
  ["br_cnpj", "Brazil CNPJ"],
  ["br_cpf", "Brazil CPF"],
  ["ca_bn", "Canada BN"],
  ["cv_nif", "Cape Verde NIF"],
  ["in_gst", "India GSTIN"],
  ["id_npwp", "Indonesia NPWP"],
  ["jp_cn", "Japan corporate number"],
  ["mx_rfc", "Mexico RFC"],
  ["mz_nuit", "Mozambique NUIT"],
  ["pt_nif", "Portugal NIF"],
  ["sg_uen", "Singapore UEN"],
  ["za_vat", "South Africa VAT number"],
  ["ch_vat", "Switzerland VAT number"],
  ["gb_vat", "United Kingdom VAT number"],
  ["us_ein", "United States EIN"],
];

export function taxIdFields(typed: Typed): Html {
  const options: readonly Option[] = kinds;
  return html`<div class="pair">
${selection(typed, "tax_id_type", "Kind of tax id", options)}
${field(typed, { name: "tax_id", label: "Tax id" })}
</div>`;
}

export function taxIdInWords(type: string): string {
  return kinds.find(([kind]) => kind === type)?.[1] ?? type;
}

/** A tax id as it was typed; whether an office knows it is found out later. */
export function readTaxId(form: URLSearchParams): { taxId: TaxIdGiven | null; problem: string | null } {
  const value = (form.get("tax_id") ?? "").replace(/\s/g, "");
  if (!value) return { taxId: null, problem: null };
  const [type] = kinds.find(([kind]) => kind === form.get("tax_id_type")) ?? [];
  if (!type) return { taxId: null, problem: "Choose the kind of the tax id." };
  if (type === "eu_vat" && !/^[A-Z]{2}[0-9A-Z]{2,12}$/i.test(value)) {
    return { taxId: null, problem: "A European VAT number begins with its country, as in PT123456789." };
  }
  if (!/^[0-9A-Za-z./-]{4,20}$/.test(value)) return { taxId: null, problem: "This does not look like a tax id." };
  return { taxId: { type, value }, problem: null };
}
