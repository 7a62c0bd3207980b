import { mkdirSync, renameSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { contractFile } from "../cache-file.mjs";
import { deriveContract } from "./derive";

const file = contractFile();
mkdirSync(dirname(file), { recursive: true });
// Written beside and renamed: whoever derives at the same moment never reads half a file.
const growing = `${file}.${process.pid}`;
writeFileSync(growing, JSON.stringify(deriveContract()));
renameSync(growing, file);
