import { least, newLot, payDebt } from "./lots";
import type { Books, Lot } from "./operations";

const all = (lots: Lot[], of: (lot: Lot) => bigint) => lots.reduce((sum, lot) => sum + of(lot), 0n);
const most = (a: bigint, b: bigint) => (a > b ? a : b);

function isPartOf(lot: Lot, root: Lot): boolean {
  return lot === root || (lot.from !== undefined && isPartOf(lot.from, root));
}

function inHolds(b: Books, lot: Lot): bigint {
  const open = Object.values(b.holds).filter(({ state }) => state === "open");
  return open.flatMap(({ parts }) => parts).reduce((sum, part) => (part.lot === lot ? sum + part.micro : sum), 0n);
}

const inWallet = (b: Books) =>
  all(b.lots, ({ pocket, fund, left }) => (pocket === "main" && fund === "wallet" ? left : 0n));

/** What has gone back of a purchase is brought to `taken`, what a dispute keeps of it to `kept`. */
export function claim(b: Books, id: string, taken: bigint, kept: bigint): string {
  const root = b.bought[id];
  if (!root) return "unknown";
  const family = [root, ...b.lots.filter((lot) => lot !== root && isPartOf(lot, root))];
  const walletBefore = inWallet(b);
  const before = JSON.stringify(family.map(posted));
  const wanted = taken - all(family, (lot) => lot.taken);
  if (wanted > 0n) takeBack(b, family, wanted, kept);
  else bringBack(b, family, -wanted);
  keep(family, kept);
  if (before !== JSON.stringify(family.map(posted))) payDebt(b, most(inWallet(b) - walletBefore, 0n));
  return `claimed ${all(family, (lot) => lot.taken)} ${all(family, (lot) => lot.kept)}`;
}

const posted = ({ left, used, taken, due, kept }: Lot) => [left, used, taken - due, kept].map(String);

/** As much of each lot as there is, until it is enough; what is still wanted. */
function draw(
  lots: Lot[],
  wanted: bigint,
  there: (lot: Lot) => bigint,
  move: (lot: Lot, micro: bigint) => void,
): bigint {
  let open = wanted;
  for (const lot of lots) {
    const some = least(open, there(lot));
    open -= some;
    move(lot, some);
  }
  return open;
}

function takeBack(b: Books, family: Lot[], wanted: bigint, kept: bigint): void {
  let spare = most(all(family, (lot) => lot.kept) - kept, 0n);
  let open = draw(
    family,
    wanted,
    (lot) => least(lot.kept, spare),
    (lot, micro) => {
      lot.kept -= micro;
      lot.taken += micro;
      spare -= micro;
    },
  );
  open = draw(
    family,
    open,
    (lot) => lot.left,
    (lot, micro) => Object.assign(lot, { left: lot.left - micro, taken: lot.taken + micro }),
  );
  open = draw(
    family,
    open,
    (lot) => lot.kept,
    (lot, micro) => Object.assign(lot, { kept: lot.kept - micro, taken: lot.taken + micro }),
  );
  open = draw(
    family,
    open,
    (lot) => lot.used,
    (lot, micro) => {
      Object.assign(lot, { used: lot.used - micro, taken: lot.taken + micro, indebted: lot.indebted + micro });
      b.debt += micro;
    },
  );
  open = draw(
    family,
    open,
    (lot) => inHolds(b, lot) - lot.due,
    (lot, micro) => Object.assign(lot, { due: lot.due + micro, taken: lot.taken + micro }),
  );
  // What left the lots otherwise is owed all the same.
  const [root] = family;
  if (root) root.taken += open;
  b.debt += open;
}

function bringBack(b: Books, family: Lot[], given: bigint): void {
  const backwards = family.toReversed();
  let open = draw(
    backwards,
    given,
    (lot) => lot.due,
    (lot, micro) => Object.assign(lot, { due: lot.due - micro, taken: lot.taken - micro }),
  );
  open = draw(
    backwards,
    open,
    (lot) => lot.indebted,
    (lot, micro) => {
      const owed = least(micro, b.debt);
      b.debt -= owed;
      const isOfNumber = lot.pocket !== "main";
      lot.indebted -= micro;
      lot.taken -= micro;
      lot.used += isOfNumber ? micro : owed;
      if (!isOfNumber) lot.left += micro - owed;
      else if (micro > owed) b.lots.push(repaid(b, micro - owed));
    },
  );
  draw(
    backwards,
    open,
    (lot) => lot.taken - lot.indebted - lot.due,
    (lot, micro) => Object.assign(lot, { left: lot.left + micro, taken: lot.taken - micro }),
  );
}

const repaid = (b: Books, left: bigint): Lot =>
  newLot({ pocket: "main", fund: "wallet", left, since: b.at, until: Number.POSITIVE_INFINITY });

function keep(family: Lot[], kept: bigint): void {
  const more = kept - all(family, (lot) => lot.kept);
  const move = (lot: Lot, micro: bigint) => Object.assign(lot, { kept: lot.kept + micro, left: lot.left - micro });
  if (more > 0n) draw(family, more, (lot) => lot.left, move);
  else
    draw(
      family.toReversed(),
      -more,
      (lot) => lot.kept,
      (lot, micro) => move(lot, -micro),
    );
}

/** What waited for a hold is taken when it has ended: out of what came back, or as debt out of what was used. */
export function collectDue(b: Books, lots: Iterable<Lot>): void {
  for (const lot of new Set(lots)) {
    const back = least(lot.due, lot.left);
    const used = least(lot.due - back, lot.used);
    if (back + used === 0n) continue;
    lot.left -= back;
    lot.used -= used;
    lot.indebted += used;
    lot.due -= back + used;
    b.debt += used;
    payDebt(b, 0n);
  }
}
