import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { unpackArchive, unpackFile } from "./browser/unpack.mjs";
import { root } from "./supervisor/paths.mjs";

const packed = join(root, "node_modules/@sparticuz/chromium");

// Text drawn the same on every machine: no hinting and no subpixels from the system, one colour profile, no graphics card.
const args = [
  "--no-sandbox",
  "--no-zygote",
  "--disable-gpu",
  "--disable-dev-shm-usage",
  "--disable-lcd-text",
  "--font-render-hinting=none",
  "--force-color-profile=srgb",
  "--hide-scrollbars",
];

/** A real browser on a machine that has none: the path, arguments and environment to launch it with. */
export async function chromium() {
  const folder = await unpacked();
  const executablePath = process.env.CHROMIUM_PATH || join(folder, "chromium");
  const env = { ...process.env, FONTCONFIG_FILE: join(folder, "fonts.conf") };
  if (runs(executablePath, env)) return { executablePath, args, env };
  if (process.env.CHROMIUM_PATH)
    throw new Error(`CHROMIUM_PATH is ${executablePath}, which does not run. Name an installed Chromium or Chrome.`);
  // Systems without the libraries of a browser get the ones from the package.
  const complete = { ...env, LD_LIBRARY_PATH: [join(folder, "lib"), env.LD_LIBRARY_PATH].filter(Boolean).join(":") };
  if (runs(executablePath, complete)) return { executablePath, args, env: complete };
  throw new Error(
    "The Chromium of npm does not run on this machine. Install Chromium or Chrome and name it in CHROMIUM_PATH.",
  );
}

async function unpacked() {
  const { version } = JSON.parse(readFileSync(join(packed, "package.json"), "utf8"));
  const folder = join(root, ".data", `chromium-${version}`);
  if (existsSync(folder)) return folder;
  const beside = `${folder}.${process.pid}`;
  rmSync(beside, { recursive: true, force: true });
  mkdirSync(beside, { recursive: true });
  await unpackFile(join(packed, "bin/chromium.br"), join(beside, "chromium"));
  unpackArchive(join(packed, "bin/fonts.tar.br"), beside);
  unpackArchive(join(packed, "bin/al2023.tar.br"), beside);
  writeFileSync(join(beside, "fonts.conf"), fontsConfiguration(folder));
  try {
    renameSync(beside, folder);
  } catch (error) {
    // Another test run was faster; its copy is as good.
    if (!existsSync(folder)) throw error;
    rmSync(beside, { recursive: true });
  }
  return folder;
}

function runs(executable, env) {
  return spawnSync(executable, ["--no-sandbox", "--version"], { env, stdio: "ignore", timeout: 20_000 }).status === 0;
}

/** Only the fonts of the package: what the machine happens to have must not show in a picture. */
function fontsConfiguration(folder) {
  return `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <dir>${folder}/fonts</dir>
  <cachedir>${folder}/cache</cachedir>
  <match target="font">
    <edit name="antialias"><bool>true</bool></edit>
    <edit name="hinting"><bool>false</bool></edit>
    <edit name="rgba"><const>none</const></edit>
  </match>
</fontconfig>
`;
}
