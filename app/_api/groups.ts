const usage = { name: "Usage", description: "Messages and calls: charging them, reading them, giving them back." };

/** By the first part of the path, in the order a reader meets them. */
export const groups: Record<string, { name: string; description: string }> = {
  credits: { name: "Balance", description: "What can be spent at this moment." },
  usage,
  "usage.csv": usage,
  holds: { name: "Holds", description: "Credits kept back for something announced." },
  quote: { name: "Quotes", description: "What a campaign would cost, and its reservation." },
  rates: { name: "Rates", description: "What each kind of usage costs." },
  ledger: { name: "Ledger", description: "Every movement of credits." },
  agents: { name: "Agents", description: "Those that work on your behalf, with limits of their own." },
  numbers: { name: "Numbers", description: "Sending numbers, with credits of their own." },
};
