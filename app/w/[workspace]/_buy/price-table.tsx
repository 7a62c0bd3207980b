"use client";

import { clsx } from "clsx";
import { Disclosure } from "@/components/ui/disclosure";
import { priceEach } from "@/lib/catalogue/price";
import { wholeCredits } from "@/lib/credits";
import type { Desk } from "./use-desk";

/** Every price there is, with the one that holds for what is chosen. */
export function PriceTable({ desk }: { desk: Desk }) {
  const { sale, fmt, at, amount } = desk;
  const { desk: words } = sale.labels;
  const { minCredits, tiers } = sale.terms.offer.terms;
  const rows = [{ from: minCredits, discountBps: 0 }, ...tiers.filter(({ from }) => from > minCredits)];
  const chosen = rows.findLast(({ from }) => amount.creditsMicro !== null && wholeCredits(from) <= amount.creditsMicro);
  const cell = "py-1.5 pe-4 text-end last:pe-0 first:text-start";
  return (
    <div className="mt-3">
      <Disclosure summary={words.allPrices}>
        <table className="w-full max-w-110">
          <thead>
            <tr className="border-b border-line-2 text-xs text-ink-3">
              {[words.from, words.discount, words.priceEach].map((head) => (
                <th key={head} scope="col" className={clsx(cell, "font-normal")}>
                  {head}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <tr
                key={row.from}
                className={clsx(
                  "border-b border-line",
                  row === chosen && "bg-accent-soft font-semibold text-accent-on-soft",
                )}
              >
                <th scope="row" className={clsx(cell, "font-[inherit]")}>
                  {fmt.number(row.from)}
                  {row === chosen && <span className="ms-2 text-xs font-normal">{words.yours}</span>}
                </th>
                <td className={cell}>{row.discountBps > 0 ? discount(desk, row.discountBps) : "–"}</td>
                <td className={cell}>{fmt.priceEach(priceEach(at(row.from).price))}</td>
              </tr>
            ))}
          </tbody>
        </table>
        <p className="mt-2 text-xs">{words.allCredits}</p>
      </Disclosure>
    </div>
  );
}

/** "−13.75%" */
export function discount({ fmt }: Desk, bps: number): string {
  return fmt.percent(-bps / 10_000, { decimals: bps % 100 === 0 ? 0 : bps % 10 === 0 ? 1 : 2 });
}
