import { parseArgs } from "node:util";
import { closeConnections } from "@/db";
import { closeHot } from "@/db/hot";
import { seedAndKeep } from "@/db/seed/seed-file";

const { values } = parseArgs({ options: { events: { type: "string" } } });
const events = values.events === undefined ? undefined : Number(values.events);
if (events !== undefined && !(Number.isInteger(events) && events > 0)) {
  console.error("--events takes how many events the demo is to have, as in: npm run db:seed -- --events 2000000");
  process.exit(1);
}

let written = 0;
let toldAt = performance.now();
const { workspace, accounts } = await seedAndKeep({
  events,
  told: (count, of) => {
    written = count;
    if (performance.now() - toldAt < 2_000) return;
    toldAt = performance.now();
    console.log(`${count.toLocaleString("en")} of about ${of.toLocaleString("en")} events …`);
  },
});
await closeHot();
await closeConnections();
const usage = written > 0 ? `${written.toLocaleString("en")} events were written.` : "Its usage was there already.";
console.log(`The demo is there: workspace ${workspace} and ${accounts.length} accounts. ${usage}`);
