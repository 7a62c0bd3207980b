import { renameSync, writeFileSync } from "node:fs";
import { deriveContract } from "./derive";

const file = process.argv[2];
if (!file) throw new Error("Name the file to write the contract to.");

// Written beside and renamed: whoever derives at the same moment never reads half a file.
const growing = `${file}.${process.pid}`;
writeFileSync(growing, JSON.stringify(deriveContract()));
renameSync(growing, file);
