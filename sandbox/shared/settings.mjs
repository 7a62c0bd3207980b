/** @typedef {Record<string, string | undefined>} Settings */

/** A setting that a stand-in cannot start with: its message is for the person who set it, and needs no stack. */
export class UnfitSetting extends Error {}

/**
 * Play money beside real money is one mistake away from credits for nothing.
 * @param {string} name
 * @param {string} leave
 * @param {Settings} settings
 */
export function refuseInProduction(name, leave, settings = process.env) {
  if (settings.NODE_ENV !== "production" || settings[leave] === "1") return;
  throw new UnfitSetting(`${name} works with play money. It does not start in production unless ${leave} is 1.`);
}

/**
 * A live key in sight means that somebody has mixed up two places.
 * @param {string} name
 * @param {Settings} settings
 */
export function refuseLiveKeys(name, settings = process.env) {
  const live = Object.keys(settings).find((setting) => /^(sk|rk|pk)_live_/.test(settings[setting] ?? ""));
  if (live) throw new UnfitSetting(`${live} is a live key, and ${name} works with play money. Take the key away.`);
}

/**
 * @param {string} setting
 * @param {Settings} settings
 */
export function portIn(setting, settings = process.env) {
  const port = Number(settings[setting] || 0);
  if (Number.isInteger(port) && port >= 0 && port <= 65_535) return port;
  throw new UnfitSetting(`${setting} must be a port number, or 0 for a free one.`);
}

/**
 * @param {string} setting
 * @param {string} what
 * @param {Settings} settings
 */
export function required(setting, what, settings = process.env) {
  const value = settings[setting];
  if (!value) throw new UnfitSetting(`Name ${what} in ${setting}.`);
  return value;
}

/**
 * @param {string} setting
 * @param {readonly string[]} protocols
 * @param {string} example
 * @param {Settings} settings
 */
export function addressIn(setting, protocols, example, settings = process.env) {
  const value = settings[setting];
  if (!value || (URL.canParse(value) && protocols.includes(new URL(value).protocol))) return value || undefined;
  throw new UnfitSetting(`${setting} must be an address like ${example}.`);
}

/**
 * Where a stand-in sends what happens, and the secret it signs that with: one means nothing without the other.
 * @param {string} address
 * @param {string} secret
 * @param {Settings} settings
 */
export function targetIn(address, secret, settings = process.env) {
  const url = addressIn(address, ["http:", "https:"], "http://localhost:4242/webhook", settings);
  const shared = settings[secret];
  if (url && shared) return { url, secret: shared };
  if (url || shared) throw new UnfitSetting(`Set both ${address} and ${secret}, or neither.`);
  return undefined;
}

/**
 * @param {string} setting
 * @param {Settings} settings
 */
export function databaseIn(setting, settings = process.env) {
  return addressIn(setting, ["postgres:", "postgresql:"], "postgres://user:password@127.0.0.1:5432/sandbox", settings);
}
