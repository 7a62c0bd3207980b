import { spawn } from "node:child_process";
import { chownSync, mkdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/**
 * Makes a new, empty cluster. It grows beside its final name and is renamed when complete, so that a run killed in the
 * middle leaves nothing that looks like a database.
 */
export async function createCluster({ place, cluster, administrator, adminPassword, durable }) {
  const growing = `${cluster}.new`;
  const passwordFile = `${cluster}.password`;
  rmSync(growing, { recursive: true, force: true });
  mkdirSync(growing, { mode: 0o700 });
  rmSync(passwordFile, { force: true });
  writeFileSync(passwordFile, `${adminPassword}\n`, { mode: 0o600, flag: "wx" });
  if (place.account.uid !== undefined) {
    for (const path of [growing, passwordFile]) chownSync(path, place.account.uid, place.account.gid);
  }
  const choices = [
    ["-D", growing],
    ["-U", administrator],
    ["--auth=scram-sha-256", `--pwfile=${passwordFile}`],
    ["--encoding=UTF8", "--locale=C", "--locale-provider=builtin", "--builtin-locale=C.UTF-8"],
    ["--data-checksums", "--no-instructions", ...(durable ? [] : ["--no-sync"])],
  ];
  try {
    await run(join(place.native, "bin/initdb"), choices.flat(), place.account);
    renameSync(growing, cluster);
  } finally {
    rmSync(passwordFile, { force: true });
  }
}

function run(program, args, account) {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, {
      ...account,
      cwd: "/",
      stdio: ["ignore", "pipe", "pipe"],
      env: { PATH: process.env.PATH, LC_ALL: "C", TZ: "UTC" },
    });
    let said = "";
    for (const stream of [child.stdout, child.stderr]) stream.on("data", (text) => (said += text));
    child.once("error", reject);
    child.once("close", (code, signal) => {
      if (code === 0) resolve();
      else reject(new Error(`initdb could not make the database (${signal ?? `exit code ${code}`}).\n${said.trim()}`));
    });
  });
}
