"use client";

import { useRef, useState } from "react";
import { Field } from "@/components/forms/field";
import { useForm } from "@/components/forms/form-context";
import { Button } from "@/components/ui/button";
import { Icon } from "@/components/ui/icon";
import { taxIdKind } from "@/lib/tax-ids/tax-id";
import { CompanyFields } from "../_company/company-fields";
import type { Sale } from "./sale";
import { SectionTitle } from "./section-title";
import type { Desk } from "./use-desk";

const names = [
  "legalName",
  "country",
  "taxId",
  "addressLine1",
  "addressLine2",
  "city",
  "region",
  "postalCode",
] as const;

/** Whom the invoice is to: remembered from the last time, to be changed, or to be left out. */
export function InvoiceTo({ desk }: { desk: Desk }) {
  const { sale, choices } = desk;
  const { desk: words, company: labels } = sale.labels;
  const { state } = useForm();
  const box = useRef<HTMLDetailsElement>(null);
  const refused = [...names, "receiptsEmail", "orderNumber"].some((name) => state.fieldErrors?.[name]);
  const [open, setOpen] = useState(!sale.company.isComplete && !choices.skipped);
  return (
    <section aria-labelledby="invoice-to" className="border-t border-line pt-5">
      <h2 id="invoice-to">
        <SectionTitle>{words.invoiceTo}</SectionTitle>
      </h2>
      <Written sale={sale} />
      <input type="hidden" name="company" value={choices.skipped ? "skip" : "use"} />
      <details
        ref={box}
        open={open || refused}
        onToggle={({ currentTarget }) => {
          setOpen(currentTarget.open);
          if (currentTarget.open && choices.skipped) desk.change({ skipped: false });
        }}
        className="group/company"
      >
        <summary className="inline-flex min-h-6 list-none items-center gap-1.5 rounded-bar font-medium text-accent hover:text-accent-on-soft pointer-coarse:min-h-11 [&::-webkit-details-marker]:hidden">
          <Icon name="next" className="transition-transform group-open/company:rotate-90" />
          {sale.company.isComplete ? words.change : words.add}
        </summary>
        <div className="grid gap-4 pt-3 sm:grid-cols-2">
          <CompanyFields company={sale.company} countries={sale.countries} labels={labels} onBuyer={desk.bill} />
          <Field
            name="orderNumber"
            label={words.orderNumber}
            optional={labels.optional}
            maxLength={40}
            autoComplete="off"
            defaultValue={choices.orderNumber}
          />
          {!sale.company.isComplete && (
            <div className="flex flex-wrap items-center gap-x-4 gap-y-2 sm:col-span-2">
              <Button
                className="noscript:hidden"
                onClick={() => {
                  const { country, region, taxId } = sale.company;
                  desk.change({ skipped: true });
                  desk.bill({ country, region, taxId });
                  setOpen(false);
                  box.current?.querySelector("summary")?.focus();
                }}
              >
                {words.skip}
              </Button>
              <p className="min-w-0 flex-1 basis-60 text-xs text-ink-2">{words.skipHint}</p>
            </div>
          )}
        </div>
      </details>
    </section>
  );
}

/** As the invoice will say it, in two lines. */
function Written({ sale: { company, countries, labels } }: { sale: Sale }) {
  const { legalName, taxId, addressLine1, city, country } = company;
  const land = countries.find((choice) => choice.value === country)?.label ?? country;
  if (!legalName) return <p className="text-ink-2">{labels.desk.nobody}</p>;
  const kind = labels.company.taxIds[taxIdKind(country)].label;
  return (
    <p className="text-ink-2 break-words">
      {legalName}
      {taxId && ` · ${kind} ${taxId}`}
      <span className="block">{[addressLine1, city, land].filter(Boolean).join(", ")}</span>
    </p>
  );
}
