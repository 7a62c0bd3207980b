import { connection } from "@/db";
import { seedAndKeep } from "@/db/seed/seed-file";

const { workspace, accounts } = await seedAndKeep();
await connection().close();
console.log(`The demo is there: workspace ${workspace} and ${accounts.length} accounts.`);
