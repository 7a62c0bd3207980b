import { readFileSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

export const repairs = [
  // postgres.js writes to a socket that is already gone when the server dies in the middle of a transaction: the process
  // gets an exception nobody can catch, and under Next the request hangs and its connection is lost to the pool. The
  // guard settles the waiting query with CONNECTION_CLOSED instead; dropping the write alone would leave its caller waiting.
  {
    file: "connection.js",
    original: `  function nextWrite(fn) {
    const x = socket.write(chunk, fn)
`,
    repaired: `  function nextWrite(fn) {
    if (!socket) {
      nextWriteTimer !== null && clearImmediate(nextWriteTimer)
      chunk = nextWriteTimer = null
      error(Errors.connection('CONNECTION_CLOSED', options, socket))
      return false
    }
    const x = socket.write(chunk, fn)
`,
  },
  // A cancelled write that is remembered as pending keeps every later one, the next session's greeting included, from
  // leaving: the connection is in the pool and never answers again. Nothing else of a dead session may reach the next
  // one either: its bytes would be sent there, its error would refuse a stranger, and its query would be given the
  // stranger's answer.
  {
    file: "connection.js",
    original: `    socket = null

    if (initial)
      return reconnect()

    !hadError && (query || sent.length) && error(Errors.connection('CONNECTION_CLOSED', options, socket))
`,
    repaired: `    socket = null
    chunk = nextWriteTimer = null
    !initial && (query || sent.length) && error(Errors.connection('CONNECTION_CLOSED', options, socket))
    query = results = errorResponse = null
    result = new Result()
    rows = 0

    if (initial)
      return reconnect()

`,
  },
  // Whoever waits for the session is refused by the same error, so nobody else has to hear of it a second time: unheard,
  // it ends the process.
  {
    file: "connection.js",
    original: `        return fetchArrayTypes()
`,
    repaired: `        return fetchArrayTypes().catch(noop)
`,
  },
  // The connection of a dead transaction soon serves another one, so what the dead one still says (its own rollback
  // first of all) is refused here instead of being said in the middle of the other.
  {
    file: "index.js",
    original: `        new Promise((_, reject) => connection.onclose = reject)
`,
    repaired: `        new Promise((_, reject) => connection.onclose = e => {
          lost = e
          reject(e)
          while (queries.length)
            queries.shift().reject(e)
        })
`,
  },
  {
    file: "index.js",
    original: `      , connection
      , prepare = null
`,
    repaired: `      , connection
      , lost = null
      , prepare = null
`,
  },
  {
    file: "index.js",
    original: `        q.catch(e => uncaughtError || (uncaughtError = e))
`,
    repaired: `        q.catch(e => uncaughtError || (uncaughtError = e))
        if (lost)
          return q.reject(lost)
`,
  },
];

export const builds = ["src", "cjs/src", "cf/src"];

export function patchPostgres(root) {
  let patched = 0;
  for (const build of builds) {
    for (const name of new Set(repairs.map(({ file }) => file))) {
      const file = join(root, "node_modules/postgres", build, name);
      const source = readFileSync(file, "utf8");
      const repaired = repairs.filter((repair) => repair.file === name).reduce(repairIn(file), source);
      if (repaired === source) continue;
      // Written beside and renamed, so that a process loading the driver right now never reads half a file.
      const beside = `${file}.${process.pid}`;
      writeFileSync(beside, repaired);
      renameSync(beside, file);
      patched += 1;
    }
  }
  return patched;
}

function repairIn(file) {
  return (source, { original, repaired }) => {
    if (source.includes(repaired)) return source;
    if (source.split(original).length !== 2) {
      throw new Error(
        `The database driver in ${file} is not the version its guard was written for; look at scripts/patch-postgres.mjs before using it.`,
      );
    }
    return source.replace(original, () => repaired);
  };
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  try {
    const patched = patchPostgres(join(import.meta.dirname, ".."));
    console.log(
      patched ? `Guarded ${patched} files of the database driver.` : "The database driver is guarded already.",
    );
  } catch (error) {
    console.error(error.message);
    process.exitCode = 1;
  }
}
