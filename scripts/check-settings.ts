import postgres from "postgres";
import { checkSettings } from "@/lib/env";

const databases = ["DATABASE_URL", "DATABASE_MIGRATOR_URL", "DATABASE_WORKER_URL", "STRIPE_SANDBOX_DATABASE_URL"];

const problems = checkSettings(process.env);
if (problems.length === 0 && process.argv.includes("--reach-database")) {
  for (const name of databases) {
    const problem = await unreachable(name, process.env[name]);
    if (problem) problems.push(problem);
  }
}
for (const problem of problems) console.error(problem);
process.exitCode = problems.length > 0 ? 1 : 0;

async function unreachable(name: string, url: string | undefined): Promise<string | null> {
  if (!url) return null;
  const sql = postgres(url, { max: 1, connect_timeout: 5, onnotice: () => {} });
  try {
    await sql`select 1`;
    return null;
  } catch (error) {
    return `${name} names a database that cannot be used: ${reasonOf(error)}. Check the address, the password and that the server runs.`;
  } finally {
    await sql.end({ timeout: 1 });
  }
}

/** Several addresses tried for one name end in one error without a text of its own. */
function reasonOf(error: unknown): string {
  if (error instanceof AggregateError) return error.errors.map(reasonOf).join("; ");
  return error instanceof Error ? error.message : String(error);
}
