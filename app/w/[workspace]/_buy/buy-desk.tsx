"use client";

import { useRouter } from "next/navigation";
import { useEffect, useRef } from "react";
import { useForm } from "@/components/forms/form-context";
import { announce } from "@/components/shell/announce";
import { AmountFields } from "./amount-fields";
import { DestinationField, MethodField, RhythmField } from "./choice-fields";
import { fill } from "./fill";
import { InvoiceTo } from "./invoice-to";
import { PayBar } from "./pay-bar";
import { PriceTable } from "./price-table";
import { Receipt } from "./receipt";
import type { Sale } from "./sale";
import { useDesk } from "./use-desk";

const pauseMs = 700;

/** One page, no steps: what is chosen on the left is priced at once on the right. */
export function BuyDesk({ sale }: { sale: Sale }) {
  const desk = useDesk(sale);
  const { worked, fmt, amount } = desk;
  const total = worked && fmt.money(worked.taxed.totalMinor);
  useFreshPrices();
  useSaid(
    total && amount.creditsMicro !== null
      ? fill(sale.labels.desk.sliderText, { n: fmt.credits(amount.creditsMicro), total })
      : null,
  );
  return (
    <div className="grid items-start gap-x-9 gap-y-7 lg:grid-cols-[minmax(0,1fr)_20rem]">
      <div className="@container grid min-w-0 gap-6">
        {/* Enter in a field presses a form's first button: the price is worked out anew, and nothing is paid. */}
        <button type="submit" name="intent" value="price" tabIndex={-1} aria-hidden="true" className="hidden">
          {sale.labels.update}
        </button>
        <div>
          <AmountFields desk={desk} />
          <PriceTable desk={desk} />
        </div>
        <RhythmField desk={desk} />
        <DestinationField desk={desk} />
        <MethodField desk={desk} />
        <InvoiceTo desk={desk} />
        <button
          type="submit"
          name="intent"
          value="price"
          className="hidden min-h-11 w-fit items-center rounded-control border border-line-2 bg-surface px-3.5 font-semibold noscript:inline-flex"
        >
          {sale.labels.update}
        </button>
      </div>
      <Receipt desk={desk} />
      <PayBar desk={desk} />
      <input type="hidden" name="seen" value={worked ? String(worked.taxed.totalMinor) : ""} />
    </div>
  );
}

/** A price that was refused because it has changed is asked for anew, and so is a page the browser had put aside. */
function useFreshPrices(): void {
  const router = useRouter();
  const { state } = useForm();
  useEffect(() => {
    if (state.code === "conflict") router.refresh();
  }, [state, router]);
  useEffect(() => {
    const back = ({ persisted }: PageTransitionEvent) => persisted && router.refresh();
    window.addEventListener("pageshow", back);
    return () => window.removeEventListener("pageshow", back);
  }, [router]);
}

/** Said in a pause, not at every step of a slider. */
function useSaid(words: string | null): void {
  const said = useRef(words);
  useEffect(() => {
    if (!words || words === said.current) return;
    said.current = words;
    const timer = setTimeout(() => announce(words), pauseMs);
    return () => clearTimeout(timer);
  }, [words]);
}
