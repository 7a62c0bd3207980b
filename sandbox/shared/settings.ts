type Settings = Record<string, string | undefined>;

/** Play money beside real money is one mistake away from credits for nothing. */
export function refuseInProduction(name: string, leave: string, settings: Settings = process.env): void {
  if (settings.NODE_ENV !== "production" || settings[leave] === "1") return;
  throw new Error(`${name} works with play money. It does not start in production unless ${leave} is 1.`);
}

/** A live key in sight means that somebody has mixed up two places. */
export function refuseLiveKeys(name: string, settings: Settings = process.env): void {
  const live = Object.keys(settings).find((setting) => /^(sk|rk|pk)_live_/.test(settings[setting] ?? ""));
  if (live) throw new Error(`${live} is a live key, and ${name} works with play money. Take the key away.`);
}

export function portIn(setting: string, usual = 0, settings: Settings = process.env): number {
  const port = Number(settings[setting] || usual);
  if (Number.isInteger(port) && port >= 0 && port <= 65_535) return port;
  throw new Error(`${setting} must be a port number, or 0 for a free one.`);
}

export function required(setting: string, what: string, settings: Settings = process.env): string {
  const value = settings[setting];
  if (!value) throw new Error(`Name ${what} in ${setting}.`);
  return value;
}

/** Two settings that mean something only together. */
export function pairIn(first: string, second: string, settings: Settings = process.env): [string, string] | undefined {
  const [a, b] = [settings[first], settings[second]];
  if (a && b) return [a, b];
  if (a || b) throw new Error(`Set both ${first} and ${second}, or neither.`);
  return undefined;
}
