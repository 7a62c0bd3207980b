import { readFileSync } from "node:fs";
import { join } from "node:path";

// Below these versions lie published holes. Every copy in the lockfile counts, nested ones included.
const root = join(import.meta.dirname, "../..");
const floors = JSON.parse(readFileSync(join(root, "security/floors.json"), "utf8"));
const { packages } = JSON.parse(readFileSync(join(root, "package-lock.json"), "utf8"));
const complaints = [];

for (const [name, floor] of Object.entries(floors)) {
  const copies = Object.entries(packages).filter(([path]) => path.endsWith(`node_modules/${name}`));
  if (copies.length === 0) complaints.push(`${name} has a floor (${floor}) but is not in the lockfile.`);
  for (const [path, { version }] of copies) {
    if (isBelow(version, floor)) complaints.push(`${path} is ${version}, below its floor ${floor}.`);
  }
}

for (const [path, entry] of Object.entries(packages)) {
  if (entry.resolved) complaints.push(`${path} names the address it came from; run npm run lock:complete.`);
}

if (complaints.length > 0) {
  console.error(complaints.join("\n"));
  process.exitCode = 1;
}

function isBelow(version, floor) {
  const [release, ahead] = version.split("-");
  const [have, need] = [release, floor].map((text) => text.split(".").map(Number));
  for (const index of [0, 1, 2]) if (have[index] !== need[index]) return have[index] < need[index];
  return ahead !== undefined;
}
