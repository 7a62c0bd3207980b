import { mkdir, readdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";

export type Address = { name: string; address: string };

export type Mail = {
  id: string;
  receivedAt: string;
  /** Who it was handed to, which is not always what the headers say. */
  envelope: { from: string; to: string[] };
  from: Address;
  to: Address[];
  subject: string;
  messageId: string;
  headers: Array<{ name: string; value: string }>;
  text: string;
  html: string;
  links: string[];
};

/** Keeps the newest mails in memory and each in a file of its own, so that a restart loses nothing. */
export class Store {
  private mails: Mail[] = [];
  private waiting = new Set<(mail: Mail) => void>();
  private readonly folder: string;
  private readonly limit: number;

  private constructor(folder: string, limit: number) {
    this.folder = folder;
    this.limit = limit;
  }

  static async open(folder: string, limit = 500): Promise<Store> {
    const store = new Store(folder, limit);
    await mkdir(folder, { recursive: true, mode: 0o700 });
    const names = (await readdir(folder)).filter((name) => name.endsWith(".json")).sort();
    for (const name of names) store.mails.push(JSON.parse(await readFile(join(folder, name), "utf8")));
    await store.trim();
    return store;
  }

  async add(mail: Mail): Promise<void> {
    const path = this.pathOf(mail);
    await writeFile(`${path}.part`, JSON.stringify(mail), { mode: 0o600 });
    await rename(`${path}.part`, path);
    this.mails.push(mail);
    await this.trim();
    for (const hear of this.waiting) hear(mail);
  }

  /** Newest first. `after` is a moment or the id of a mail the caller has seen. */
  list(filter: { to?: string; subject?: string; after?: string } = {}): Mail[] {
    const seen = this.mails.findIndex((mail) => mail.id === filter.after);
    const rest = seen >= 0 ? this.mails.slice(seen + 1) : this.mails;
    return rest.filter((mail) => matches(mail, seen >= 0 ? { ...filter, after: undefined } : filter)).reverse();
  }

  find(id: string): Mail | undefined {
    return this.mails.find((mail) => mail.id === id);
  }

  async clear(): Promise<void> {
    const gone = this.mails;
    this.mails = [];
    await Promise.all(gone.map((mail) => rm(this.pathOf(mail), { force: true })));
  }

  /** The newest mail that fits, at once or as soon as it comes; null when the time is over. */
  wait(filter: { to?: string; subject?: string; after?: string }, ms: number): Promise<Mail | null> {
    const present = this.list(filter)[0];
    if (present) return Promise.resolve(present);
    return new Promise((resolve) => {
      const finish = (mail: Mail | null) => {
        clearTimeout(timer);
        this.waiting.delete(hear);
        resolve(mail);
      };
      const hear = () => {
        const found = this.list(filter)[0];
        if (found) finish(found);
      };
      const timer = setTimeout(() => finish(null), ms);
      this.waiting.add(hear);
    });
  }

  private async trim(): Promise<void> {
    const gone = this.mails.splice(0, Math.max(0, this.mails.length - this.limit));
    await Promise.all(gone.map((mail) => rm(this.pathOf(mail), { force: true })));
  }

  private pathOf(mail: Mail): string {
    return join(this.folder, `${mail.id}.json`);
  }
}

function matches(mail: Mail, { to, subject, after }: { to?: string; subject?: string; after?: string }): boolean {
  if (to && !mail.envelope.to.some((address) => address.toLowerCase() === to.toLowerCase())) return false;
  if (subject && !mail.subject.toLowerCase().includes(subject.toLowerCase())) return false;
  return !after || mail.receivedAt > after;
}
