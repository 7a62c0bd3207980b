import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";

/**
 * PostgreSQL refuses to run as root, so root hands it to another account. The account must have an entry in the
 * password file, or initdb cannot name the owner of its files.
 */
export function databaseAccount() {
  if (process.getuid?.() !== 0) return {};
  const accounts = readFileSync("/etc/passwd", "utf8")
    .split("\n")
    .map((line) => line.split(":"));
  for (const name of ["postgres", "nobody"]) {
    const entry = accounts.find(([user]) => user === name);
    if (entry) return { uid: Number(entry[2]), gid: Number(entry[3]) };
  }
  throw new Error(
    "PostgreSQL does not run as root, and this system has neither the user postgres nor nobody. Run Saldo as an ordinary user, or set DATABASE_URL.",
  );
}

/** A folder is of use to the account only when it may enter every folder above it. */
export function canEnter(account, folder) {
  return spawnSync("/bin/sh", ["-c", 'cd "$1"', "sh", folder], { ...account, cwd: "/", stdio: "ignore" }).status === 0;
}

export function canRun(account, program) {
  return spawnSync(program, ["--version"], { ...account, cwd: "/", stdio: "ignore" }).status === 0;
}
