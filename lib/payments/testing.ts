import { systemDatabase } from "@/db";
import { workEvents } from "./work-events";

/** Works announcements off until the condition holds: they come over HTTP, when they come. */
export async function workUntil(condition: () => Promise<boolean>): Promise<void> {
  const deadline = Date.now() + 20_000;
  while (!(await condition())) {
    if (Date.now() > deadline) throw new Error("It did not come to this in twenty seconds.");
    await workEvents(systemDatabase(), () => new Date());
    await new Promise((done) => setTimeout(done, 20));
  }
}

export const trip = {
  title: "10,000 credits",
  locale: "en",
  email: "finance@kianda.example",
  returnUrl: "http://localhost:3000/back",
  cancelUrl: "http://localhost:3000/cancel",
};
