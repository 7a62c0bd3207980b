"use client";

import type { ReactNode } from "react";
import { Link } from "@/components/ui/link";
import { fill } from "./fill";
import { PayButton } from "./pay-button";
import { discount } from "./price-table";
import type { Desk } from "./use-desk";

/** Every line of what is about to be paid, and what is left of the balance afterwards. */
export function Receipt({ desk }: { desk: Desk }) {
  const { sale, fmt, worked } = desk;
  const { desk: words } = sale.labels;
  return (
    <section
      id="review"
      aria-labelledby="review-title"
      className="scroll-mt-16 border-t border-ink pt-3.5 lg:sticky lg:top-7"
    >
      <h2 id="review-title" className="mb-1 text-md font-semibold">
        {words.review}
      </h2>
      <dl>
        <Lines desk={desk} />
        <div className="mt-2 flex flex-wrap items-baseline justify-between gap-x-4 border-t border-line pt-3">
          <dt className="font-semibold">{words.youPay}</dt>
          <dd className="display text-display-md" data-total>
            {worked ? fmt.money(worked.taxed.totalMinor) : "–"}
          </dd>
        </div>
        <After desk={desk} />
      </dl>
      <div className="mt-3 hidden sm:block">
        <PayButton desk={desk} />
      </div>
      <p className="mt-2.5 text-xs text-pretty text-ink-2">
        {methodWords(desk)} {words.agree}{" "}
        <Link href="/terms" target="_blank" prefetch={false}>
          {words.terms}
        </Link>
      </p>
    </section>
  );
}

function Lines({ desk }: { desk: Desk }) {
  const { sale, fmt, worked, amount } = desk;
  const { desk: words } = sale.labels;
  if (!worked || amount.creditsMicro === null) return <Line label={words.noTotal}>–</Line>;
  const { price, tax, taxed } = worked;
  const off = (minor: bigint) => fmt.money(-minor);
  const rate = (bps: number) => fmt.percent(bps / 10_000, { decimals: bps % 100 === 0 ? 0 : bps % 10 === 0 ? 1 : 2 });
  const note = tax.reason === "reverse_charge" ? words.reverse : tax.reason === "export" ? words.export : null;
  return (
    <>
      <Line
        label={fill(words.line, {
          n: fmt.credits(amount.creditsMicro),
          price: fmt.priceEach(trimmed(price.unitPrice)),
        })}
      >
        {fmt.money(price.listMinor)}
      </Line>
      {price.volumeDiscountMinor > 0n && (
        <Line label={fill(words.volume, { rate: discount(desk, price.volumeBps) })}>
          {off(price.volumeDiscountMinor)}
        </Line>
      )}
      {price.rhythmDiscountMinor > 0n && (
        <Line label={`${words.rhythm[desk.choices.rhythm]} ${discount(desk, price.rhythmBps)}`}>
          {off(price.rhythmDiscountMinor)}
        </Line>
      )}
      {taxed.lines.map(({ name, rateBps, amountMinor }, i) => (
        <Line
          key={name}
          label={fill(tax.rates[i]?.inclusive ? words.included : words.tax, { name, rate: rate(rateBps) })}
        >
          {fmt.money(BigInt(amountMinor))}
        </Line>
      ))}
      {note && <p className="py-1 text-xs text-ink-2">{note}</p>}
    </>
  );
}

const trimmed = (price: string) => price as `${number}`;

function Line({ label, children }: { label: ReactNode; children: ReactNode }) {
  return (
    <div className="flex items-baseline justify-between gap-4 py-1.5">
      <dt className="min-w-0 break-words">{label}</dt>
      <dd className="text-end whitespace-nowrap">{children}</dd>
    </div>
  );
}

function After({ desk }: { desk: Desk }) {
  const { sale, fmt, amount, destination } = desk;
  const { desk: words } = sale.labels;
  if (amount.problem || !destination) return null;
  const after = destination.availableMicro + amount.creditsMicro;
  const lasts = desk.lasts(amount.creditsMicro, destination, true);
  return (
    <div className="flex items-baseline justify-between gap-4 pt-1 text-sm text-ink-2">
      <dt className="min-w-0 break-words">
        {destination.id === "main" ? words.after : fill(words.afterOf, { name: destination.name })}
      </dt>
      <dd className="text-end">
        <strong className="font-semibold text-ink">{fill(words.creditsAfter, { n: fmt.credits(after) })}</strong>
        {lasts && <span className="block">{lasts}</span>}
      </dd>
    </div>
  );
}

function methodWords({ sale, choices: { method } }: Desk): string {
  const { desk: words } = sale.labels;
  if (method === "card") return words.onStripe;
  return method.startsWith("bank:") ? words.byBank : words.bySaved;
}
