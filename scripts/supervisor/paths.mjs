import { join, resolve } from "node:path";

export const root = resolve(import.meta.dirname, "../..");

/** Locks of work on the checkout itself (install, build), shared by runs with different data folders. */
export const checkoutLocks = join(root, ".data/locks");

export function dataDirOf(settings) {
  return resolve(root, settings.SALDO_DATA_DIR ?? ".data");
}
