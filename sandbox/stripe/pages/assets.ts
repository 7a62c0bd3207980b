import { readFileSync } from "node:fs";
import { join } from "node:path";

/** How checkout, portal and console look beyond what all stand-ins share. */
export const ownSheets = ["checkout.css", "console.css"].map((name) =>
  readFileSync(join(import.meta.dirname, name), "utf8"),
);
