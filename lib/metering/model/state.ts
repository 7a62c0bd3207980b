import { balance, leftIn } from "./lots";
import type { Books, Setting } from "./operations";

export function foundBooks({ at, agents, fallsBack }: Setting): Books {
  const limits = { key: null, workspace: null };
  const empty = {
    lots: [],
    debt: 0n,
    frozen: false,
    used: {},
    told: {},
    charges: {},
    holds: {},
    effects: {},
    bought: {},
  };
  return { at, agents: { ...agents }, fallsBack, limits, ...empty };
}

const held = (b: Books, pocket: string) =>
  Object.values(b.holds)
    .flatMap(({ state, parts }) => (state === "open" ? parts : []))
    .concat(b.lots.map((lot) => ({ lot, micro: lot.kept })))
    .reduce((all, { lot, micro }) => (lot.pocket === pocket ? all + micro : all), 0n);
const inFund = (b: Books, id: string, name: string) => leftIn(b, ({ pocket, fund }) => pocket === id && fund === name);

/** What a caller reads as the balance. */
export function balanceText(b: Books): string {
  const funds = `plan ${inFund(b, "main", "plan")} promo ${inFund(b, "main", "promo")}`;
  return `${balance(b)} ${funds} held ${held(b, "main")}`;
}

/** In the words of the product's own state; lots of one age and one end are one. */
export function stateText(b: Books): string {
  const pockets = ["main", ...Object.keys(b.fallsBack)];
  const sums = pockets.map(
    (id) => `${id} ${inFund(b, id, "plan")} ${inFund(b, id, "promo")} ${inFund(b, id, "wallet")}`,
  );
  const lots: Record<string, bigint> = {};
  for (const { pocket, fund, since, until, left } of b.lots) {
    const name = `${pocket} ${fund} since ${since} until ${until}`;
    lots[name] = (lots[name] ?? 0n) + left;
  }
  const lines = Object.entries(lots).flatMap(([name, left]) => (left > 0n ? `${name}: ${left}` : []));
  const all = pockets.reduce((sum, id) => sum + held(b, id), 0n);
  return [`balance ${balance(b)} held ${all} debt ${b.debt}`, ...sums.sort(), ...lines.sort()].join("\n");
}
