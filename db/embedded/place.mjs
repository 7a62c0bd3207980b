import {
  chmodSync,
  cpSync,
  existsSync,
  lstatSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { canEnter, canRun, databaseAccount } from "./account.mjs";
import { installedBinaries } from "./binaries.mjs";

const shelters = ["/var/lib", "/var/tmp", "/tmp"];

/**
 * Where the embedded database lives, and who runs it: normally inside the data folder with the programs npm installed.
 * Where only root can enter (a checkout under /root), both move to a folder that the database's account can reach, and
 * the data folder keeps a note of it.
 */
export function findPlace(dataDir) {
  const note = join(dataDir, "postgres-place.json");
  const { native, version, major } = installedBinaries();
  const sheltered = existsSync(note) ? JSON.parse(readFileSync(note, "utf8")).folder : null;
  const folder = sheltered ?? dataDir;
  const account = accountFor(join(folder, "postgres"));

  if (sheltered) return { folder, account, major, native: shelteredPrograms(sheltered, native, version, account) };
  const programsInReach = account.uid === undefined || canRun(account, join(native, "bin/postgres"));
  if (programsInReach && (account.uid === undefined || canEnter(account, dataDir)))
    return { folder, account, major, native };
  if (existsSync(join(dataDir, "postgres"))) {
    throw new Error(
      `The database in ${dataDir} belongs to an account that can no longer reach it. Make the folder reachable for it, or start with another SALDO_DATA_DIR.`,
    );
  }
  const shelter = makeShelter(dataDir, account);
  writeFileSync(note, `${JSON.stringify({ folder: shelter })}\n`, { mode: 0o600 });
  return { folder: shelter, account, major, native: shelteredPrograms(shelter, native, version, account) };
}

/** Removes an embedded database that has been stopped, wherever it lived, with its data folder. */
export function removePlace(dataDir) {
  const note = join(dataDir, "postgres-place.json");
  if (existsSync(note)) rmSync(JSON.parse(readFileSync(note, "utf8")).folder, { recursive: true, force: true });
  rmSync(dataDir, { recursive: true, force: true });
}

// A cluster stays with the account it was made by: PostgreSQL refuses one that belongs to somebody else.
function accountFor(cluster) {
  if (process.getuid?.() !== 0 || !existsSync(cluster)) return databaseAccount();
  const { uid, gid } = statSync(cluster);
  return uid === 0 ? databaseAccount() : { uid, gid };
}

function makeShelter(dataDir, account) {
  for (const parent of shelters) {
    if (!existsSync(parent) || !lstatSync(parent).isDirectory() || !canEnter(account, parent)) continue;
    const folder = mkdtempSync(join(parent, "saldo-"));
    chmodSync(folder, 0o711);
    return folder;
  }
  throw new Error(
    `The account of the embedded database can reach neither ${dataDir} nor ${shelters.join(", ")}. Set DATABASE_URL, or move the checkout to a folder others may enter.`,
  );
}

function shelteredPrograms(shelter, native, version, account) {
  const programs = join(shelter, `programs-${version}`);
  if (!existsSync(programs)) {
    const beside = `${programs}.${process.pid}`;
    cpSync(native, beside, { recursive: true, verbatimSymlinks: true });
    letOthersRead(beside);
    renameSync(beside, programs);
  }
  if (!canRun(account, join(programs, "bin/postgres"))) {
    rmSync(programs, { recursive: true, force: true });
    throw new Error(`The account of the embedded database cannot run the programs in ${programs}.`);
  }
  return programs;
}

/** Whatever umask root works under, the copies are for another account to run. */
function letOthersRead(path) {
  const stat = lstatSync(path);
  if (stat.isSymbolicLink()) return;
  chmodSync(
    path,
    stat.isDirectory() ? 0o755 : (stat.mode & 0o700) | ((stat.mode & 0o500) >> 3) | ((stat.mode & 0o500) >> 6),
  );
  if (stat.isDirectory()) for (const name of readdirSync(path)) letOthersRead(join(path, name));
}
