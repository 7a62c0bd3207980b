import { linkSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { identityOf } from "../../db/embedded/process-table.mjs";

/**
 * Takes a lock file, or answers who holds it. A holder that no longer runs has lost it: its number may meanwhile belong
 * to another process, which is why the time it started is compared too.
 */
export function takeLock(file, note = {}) {
  // Others may pass through the data folder (the account of the database must) but not list it.
  mkdirSync(dirname(file), { recursive: true, mode: 0o711 });
  const mine = `${file}.${process.pid}`;
  const content = JSON.stringify({ pid: process.pid, identity: identityOf(process.pid), ...note });
  writeFileSync(mine, content, { mode: 0o600 });
  try {
    for (;;) {
      // A link appears with its content in one step; a file created and then written could be read while empty.
      if (tryLink(mine, file)) return { release: () => release(file, content) };
      const found = read(file);
      if (found === null) continue;
      const holder = parse(found);
      if (holder && identityOf(holder.pid) === holder.identity) return { holder };
      setAside(file, found);
    }
  } finally {
    rmSync(mine, { force: true });
  }
}

/** For short work on shared folders: waits until the other one is done. */
export async function withLock(file, onWait, work) {
  let lock = takeLock(file);
  if (lock.holder) onWait(lock.holder);
  while (lock.holder) {
    await sleep(200);
    lock = takeLock(file);
  }
  try {
    return await work();
  } finally {
    lock.release();
  }
}

function tryLink(from, to) {
  try {
    linkSync(from, to);
    return true;
  } catch (error) {
    if (error.code === "EEXIST") return false;
    throw error;
  }
}

function setAside(file, expected) {
  const aside = `${file}.stale.${process.pid}`;
  try {
    renameSync(file, aside);
  } catch (error) {
    if (error.code !== "ENOENT") throw error;
    return;
  }
  // Somebody else may have cleared the stale lock and taken a new one between our look and our rename: give it back.
  if (read(aside) !== expected) tryLink(aside, file);
  rmSync(aside, { force: true });
}

function release(file, content) {
  if (read(file) === content) rmSync(file, { force: true });
}

function read(file) {
  try {
    return readFileSync(file, "utf8");
  } catch (error) {
    if (error.code === "ENOENT") return null;
    throw error;
  }
}

function parse(text) {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}
