"use client";

import { useState } from "react";
import { useForm } from "@/components/forms/form-context";
import { echoNumber } from "@/components/forms/parse-number";
import { hoursLeft, lastingOf } from "@/lib/consumption/lasting";
import { creditsToDecimal, wholeCredits } from "@/lib/credits";
import { formatter } from "@/lib/format";
import { moneyToDecimal } from "@/lib/money";
import { type Billed, workOut } from "@/lib/purchases/work-out";
import { otherAmount, readAmount, type Unit } from "./choice";
import { fill } from "./fill";
import type { Choices, Destination, Sale } from "./sale";

export type Desk = ReturnType<typeof useDesk>;

/** What is chosen, what it comes to, and the words for both. */
export function useDesk(sale: Sale) {
  const { terms, labels } = sale;
  const [choices, setChoices] = useState(useSent(sale));
  const [buyer, setBuyer] = useState<Billed>(useSentBuyer(sale));
  const fmt = formatter(sale.format);
  const { separators } = fmt;
  const amount = readAmount(choices, { terms, separators, rhythm: choices.rhythm, buyer });
  const worked = amount.problem ? null : workOut(terms, amount.creditsMicro, choices.rhythm, buyer);
  const destination = sale.destinations.find(({ id }) => id === choices.pocket) ?? sale.destinations[0];

  const change = (more: Partial<Choices>) => setChoices((before) => ({ ...before, ...more }));
  const written = (credits: number | bigint) => echoNumber(String(credits), separators, fmt.lakhs);
  const at = (credits: number) => workOut(terms, wholeCredits(credits), choices.rhythm, buyer);

  return {
    sale,
    fmt,
    choices,
    change,
    amount,
    worked,
    destination,
    at,
    /** A whole number of credits, as a package or a stop of the slider has it. */
    take(credits: number) {
      const isPackage = terms.offer.terms.packages.includes(credits);
      change({ pick: isPackage ? String(credits) : otherAmount, unit: "credits", text: written(credits) });
    },
    type(text: string) {
      change({ pick: otherAmount, text });
    },
    enterIn(unit: Unit) {
      if (unit === choices.unit) return;
      const known = worked && amount.creditsMicro;
      if (!known) return change({ unit, pick: otherAmount, text: "" });
      const money = moneyToDecimal(worked.taxed.totalMinor, terms.offer.currency).replace(/\.0+$/, "");
      const figure = unit === "money" ? money : creditsToDecimal(known);
      change({ unit, pick: otherAmount, text: echoNumber(figure, separators, fmt.lakhs) });
    },
    bill(place: Partial<Billed>) {
      setBuyer((before) => ({ ...before, ...place }));
    },
    lasts(credits: bigint, { pace, availableMicro }: Destination, withBalance: boolean): string | null {
      const all = withBalance ? credits + availableMicro : credits;
      if (!pace || pace.usedMicro <= 0n || all <= 0n) return null;
      const { unit, count } = lastingOf(hoursLeft(all, pace));
      const forms = labels.lasts[unit];
      const form = forms[new Intl.PluralRules(sale.lang).select(count)] ?? forms.other;
      return fill(form, { count: String(count) });
    },
  };
}

/** What was sent comes back with a refusal, also where no script has kept it. */
function useSent({ first, fixed }: Sale): Choices {
  const { state } = useForm();
  const sent = state.status === "error" ? state.values : undefined;
  if (!sent) return first;
  return {
    pick:
      sent.pick === undefined || (sent.shown !== undefined && sent.credits !== sent.shown) ? otherAmount : sent.pick,
    unit: sent.unit === "money" ? "money" : "credits",
    text: sent.credits ?? first.text,
    rhythm: first.rhythm,
    pocket: fixed ? first.pocket : (sent.pocket ?? first.pocket),
    method: sent.method ?? first.method,
    keepsCard: sent.keepsCard !== undefined,
    orderNumber: sent.orderNumber ?? "",
    skipped: sent.company === "skip",
  };
}

function useSentBuyer({ company, first }: Sale): Billed {
  const { state } = useForm();
  const { country, region, taxId } = company;
  const sent = state.status === "error" ? state.values : undefined;
  if (!sent || first.skipped) return { country, region, taxId };
  return { country: sent.country ?? country, region: sent.region ?? region, taxId: sent.taxId ?? taxId };
}
