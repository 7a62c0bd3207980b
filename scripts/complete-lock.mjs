import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

// Some registries do not serve every platform's package of an optional family (compilers, linters). npm then leaves
// those out of the lockfile, and `npm ci` refuses the lockfile it wrote itself. Naming them without an address keeps the
// lockfile complete for every machine.
const operatingSystems = {
  aix: "aix",
  android: "android",
  darwin: "darwin",
  freebsd: "freebsd",
  linux: "linux",
  netbsd: "netbsd",
  openbsd: "openbsd",
  openharmony: "openharmony",
  sunos: "sunos",
  win32: "win32",
  windows: "win32",
};
const processors = ["arm64", "x64", "ia32", "arm", "ppc64", "s390x", "riscv64", "loong64", "mips64el", "wasm32"];

const file = join(import.meta.dirname, "../package-lock.json");
const lock = JSON.parse(readFileSync(file, "utf8"));
const added = [];

for (const [parent, entry] of Object.entries({ ...lock.packages })) {
  for (const [name, range] of Object.entries(entry.optionalDependencies ?? {})) {
    const version = range.replace(/^[\^~=]/, "");
    if (!/^\d+\.\d+\.\d+/.test(version) || isLocked(parent, name)) continue;
    const platform = platformOf(name);
    if (!platform) {
      console.warn(`Left out ${name}: its name tells no platform.`);
      continue;
    }
    lock.packages[`node_modules/${name}`] = {
      version,
      ...(platform.cpu && { cpu: [platform.cpu] }),
      ...(entry.dev && { dev: true }),
      ...(platform.libc && { libc: [platform.libc] }),
      optional: true,
      ...(platform.os && { os: [platform.os] }),
    };
    added.push(name);
  }
}

// Addresses tie the lockfile to the registry it was made with; npm finds each package by name and integrity.
for (const entry of Object.values(lock.packages)) delete entry.resolved;

lock.packages = Object.fromEntries(Object.entries(lock.packages).sort(([a], [b]) => (a < b ? -1 : 1)));
writeFileSync(file, `${JSON.stringify(lock, null, 2)}\n`);
console.log(added.length ? `Added ${added.length}: ${added.join(", ")}` : "The lockfile is complete.");

/** Looks where Node would: in the parent's own folder, then outwards. */
function isLocked(parent, name) {
  for (let folder = parent; ; folder = folder.slice(0, Math.max(0, folder.lastIndexOf("/node_modules/")))) {
    if (lock.packages[`${folder ? `${folder}/` : ""}node_modules/${name}`]) return true;
    if (!folder) return false;
  }
}

function platformOf(name) {
  const parts = name.split("/").pop().split("-");
  const os = parts.map((part) => operatingSystems[part]).find(Boolean);
  const cpu =
    processors.find((processor) => parts.includes(processor)) ??
    (parts.some((part) => part.startsWith("arm")) ? "arm" : undefined);
  if (!os && !cpu) return undefined;
  return { os, cpu, libc: parts.includes("musl") ? "musl" : undefined };
}
