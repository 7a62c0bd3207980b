"use client";

import { useState } from "react";
import { Field } from "@/components/forms/field";
import { useFieldState } from "@/components/forms/form-context";
import { SelectField } from "@/components/forms/select-field";
import type { Option } from "@/components/ui/select";
import { indianStates } from "@/lib/tax-ids/indian-states";
import { type TaxIdKind, taxIdKind } from "@/lib/tax-ids/tax-id";

export type CompanyValues = {
  legalName: string;
  taxId: string;
  addressLine1: string;
  addressLine2: string;
  city: string;
  region: string;
  postalCode: string;
  country: string;
  receiptsEmail: string;
};

export type CompanyLabels = Record<Exclude<keyof CompanyValues, "taxId">, string> & {
  taxIds: Record<TaxIdKind, { label: string; hint: string }>;
  state: string;
  noState: string;
  optional: string;
};

type CompanyFieldsProps = {
  company: CompanyValues;
  countries: readonly Option[];
  labels: CompanyLabels;
  /** Hears where the buyer is and by which id, as it is typed: both decide about the tax. */
  onBuyer?: (place: { country?: string; region?: string; taxId?: string }) => void;
  /** Whether a field that stays empty has to be explained. */
  needed?: readonly string[];
};

/** Whom an invoice is to, with what a browser fills in by itself, in the order of an envelope. */
export function CompanyFields({ company, countries, labels, onBuyer, needed = [] }: CompanyFieldsProps) {
  const sent = useFieldState("country", company.country).value ?? company.country;
  const [country, setCountry] = useState(sent);
  const taxId = labels.taxIds[taxIdKind(country)];
  const text = (name: Exclude<keyof CompanyValues, "taxId" | "country">, autoComplete: string, maxLength: number) => ({
    name,
    label: labels[name],
    autoComplete,
    maxLength,
    defaultValue: company[name],
    optional: needed.includes(name) ? undefined : labels.optional,
  });
  return (
    <>
      <Field {...text("legalName", "organization", 160)} />
      <SelectField
        name="country"
        label={labels.country}
        autoComplete="country"
        defaultValue={company.country}
        options={countries}
        onChange={({ currentTarget: { value } }) => {
          setCountry(value);
          onBuyer?.({ country: value });
        }}
      />
      <Field
        name="taxId"
        label={taxId.label}
        hint={taxId.hint || undefined}
        autoComplete="off"
        maxLength={40}
        defaultValue={company.taxId}
        optional={labels.optional}
        onChange={({ currentTarget: { value } }) => onBuyer?.({ taxId: value })}
      />
      <Field {...text("addressLine1", "address-line1", 160)} />
      <Field {...text("addressLine2", "address-line2", 160)} />
      <Field {...text("city", "address-level2", 80)} />
      {country === "IN" ? (
        <SelectField
          name="region"
          label={labels.state}
          autoComplete="address-level1"
          defaultValue={company.region}
          options={[
            { value: "", label: labels.noState },
            ...indianStates.map(({ name }) => ({ value: name, label: name })),
          ]}
          onChange={({ currentTarget: { value } }) => onBuyer?.({ region: value })}
        />
      ) : (
        <Field
          {...text("region", "address-level1", 80)}
          onChange={({ currentTarget: { value } }) => onBuyer?.({ region: value })}
        />
      )}
      <Field {...text("postalCode", "postal-code", 20)} />
      <Field {...text("receiptsEmail", "email", 254)} type="email" />
    </>
  );
}
