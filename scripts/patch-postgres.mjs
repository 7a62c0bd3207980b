import { readFileSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

// postgres.js writes to a socket that is already gone when the server dies in the middle of a transaction: the process
// gets an exception nobody can catch, and under Next the request hangs and its connection is lost to the pool. The
// guard settles the waiting query with CONNECTION_CLOSED instead; dropping the write alone would leave its caller waiting.
const original = `  function nextWrite(fn) {
    const x = socket.write(chunk, fn)
`;
const guarded = `  function nextWrite(fn) {
    if (!socket) {
      nextWriteTimer !== null && clearImmediate(nextWriteTimer)
      chunk = nextWriteTimer = null
      error(Errors.connection('CONNECTION_CLOSED', options, socket))
      return false
    }
    const x = socket.write(chunk, fn)
`;

const builds = ["src", "cjs/src", "cf/src"];

export function patchPostgres(root) {
  let patched = 0;
  for (const build of builds) {
    const file = join(root, "node_modules/postgres", build, "connection.js");
    const source = readFileSync(file, "utf8");
    if (source.includes(guarded)) continue;
    if (source.split(original).length !== 2) {
      throw new Error(
        `The database driver in ${file} is not the version its guard was written for; look at scripts/patch-postgres.mjs before using it.`,
      );
    }
    // Written beside and renamed, so that a process loading the driver right now never reads half a file.
    const beside = `${file}.${process.pid}`;
    writeFileSync(
      beside,
      source.replace(original, () => guarded),
    );
    renameSync(beside, file);
    patched += 1;
  }
  return patched;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  try {
    const patched = patchPostgres(join(import.meta.dirname, ".."));
    console.log(
      patched ? `Guarded ${patched} copies of the database driver.` : "The database driver is guarded already.",
    );
  } catch (error) {
    console.error(error.message);
    process.exitCode = 1;
  }
}
