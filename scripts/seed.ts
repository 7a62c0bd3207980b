import { closeConnections } from "@/db";
import { seedAndKeep } from "@/db/seed/seed-file";

const { workspace, accounts } = await seedAndKeep();
await closeConnections();
console.log(`The demo is there: workspace ${workspace} and ${accounts.length} accounts.`);
