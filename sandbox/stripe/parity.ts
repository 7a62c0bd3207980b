/** Figures of Stripe's that are not published, or known from use alone. Each says what it is like there. */

/** Test clocks are deleted after a while; thirty days there. */
export const clockLifeDays = 30;

/** Events that nobody took are sent again a few times over some hours; the pauses are not published. */
export const deliveryWaitsMs: readonly number[] = [10_000, 5 * 60_000, 60 * 60_000];

/** Their price list depends on country and card; this is what a European card costs there, about. */
export const fees = { perMille: 15, fixed: 25, dispute: 1_500, availableAfterDays: 2 };

/** A dispute is to be answered within days; the card networks say how many. */
export const disputeDays = 9;

/** The least that can be charged, in the smallest coin. Currencies that are not listed have one in their country's terms. */
export const minimums: Record<string, number> = {
  usd: 50,
  eur: 50,
  aud: 50,
  cad: 50,
  nzd: 50,
  sgd: 50,
  chf: 50,
  brl: 50,
  inr: 50,
  gbp: 30,
  jpy: 50,
  hkd: 400,
  mxn: 1_000,
  sek: 300,
  nok: 300,
  dkk: 250,
  pln: 200,
  myr: 200,
  aed: 200,
  czk: 1_500,
  huf: 17_500,
  thb: 1_000,
  bgn: 100,
  ron: 200,
};

/** How subscriptions and their invoices go through time; the calendar of retries is a setting of the account there. */
export const billing = {
  /** A renewal's invoice can be looked over for an hour before it is final. */
  draftSeconds: 3_600,
  upcomingDays: 7,
  trialNoticeDays: 3,
  /** A first payment that nobody completes is given up after 23 hours. */
  incompleteSeconds: 23 * 3_600,
  /** Days until each further attempt. */
  retryDays: [3, 5, 7],
  /** What becomes of both when the last attempt has failed; a setting of the account there, and here one that can be changed. */
  afterRetries: { subscription: "cancel", invoice: "open" } as const,
};

/** How long a checkout may stay open, in seconds. */
export const sessionLife = { shortest: 30 * 60, longest: 24 * 3_600 };

/** The most that can be charged: eight digits, and more where a coin is worth little. */
export const maximums: Record<string, number> & { default: number } = {
  default: 99_999_999,
  idr: 999_999_999_999,
  inr: 999_999_999,
  jpy: 9_999_999_999,
};

/** What can be charged; the list of an account in the United States. */
export const currencies = new Set(
  `usd aed afn all amd ang aoa ars aud awg azn bam bbd bdt bgn bhd bif bmd bnd bob brl bsd bwp byn bzd cad cdf chf clp
  cny cop crc cve czk djf dkk dop dzd egp etb eur fjd fkp gbp gel gip gmd gnf gtq gyd hkd hnl hrk htg huf idr ils inr
  isk jmd jod jpy kes kgs khr kmf krw kwd kyd kzt lak lbp lkr lrd lsl mad mdl mga mkd mmk mnt mop mur mvr mwk mxn myr
  mzn nad ngn nio nok npr nzd omr pab pen pgk php pkr pln pyg qar ron rsd rub rwf sar sbd scr sek sgd shp sle sos srd
  std szl thb tjs tnd top try ttd twd tzs uah ugx uyu uzs vnd vuv wst xaf xcd xof xpf yer zar zmw`.split(/\s+/),
);

/** Currencies with three decimals, of which the last has to be 0. */
export const threeDecimals = new Set(["bhd", "jod", "kwd", "omr", "tnd"]);

/** Currencies without a smaller coin that are written with two decimals all the same, both 0. */
export const wholeUnits = new Set(["isk", "ugx"]);

/** The address of a portal stops working after a while; how long is not published. */
export const portalLifeSeconds = 3_600;
