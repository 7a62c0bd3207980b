import type { SampleLanguage } from "./languages";

/** One function in each language: the same body again, with longer and longer pauses. */
export function retries(language: SampleLanguage, url: string): string {
  return recipes[language](`${url}/v1/usage`);
}

const recipes: Record<SampleLanguage, (url: string) => string> = {
  curl: (url) => `# Waits as Retry-After says, else 1, 2, 4 … seconds.
curl --retry 6 --retry-connrefused --max-time 10 "${url}" \\
  -H "Authorization: Bearer $SALDO_API_KEY" \\
  -H "Content-Type: application/json" \\
  -d @event.json`,

  node: (url) => `async function charge(event) {
  for (let attempt = 0; ; attempt++) {
    const response = await fetch("${url}", {
      method: "POST",
      headers: {
        Authorization: \`Bearer \${process.env.SALDO_API_KEY}\`,
        "Content-Type": "application/json",
      },
      body: JSON.stringify(event),
      signal: AbortSignal.timeout(10_000),
    }).catch(() => null);
    const again = !response || response.status === 429 || response.status >= 500;
    if (!again) return response.json();
    if (attempt === 6) throw new Error(\`Not charged yet: \${event.id}\`);
    const seconds = Number(response?.headers.get("Retry-After")) || 2 ** attempt;
    await new Promise((done) => setTimeout(done, (seconds + Math.random()) * 1000));
  }
}`,

  python: (url) => `import os, random, time
import requests

def charge(event):
    for attempt in range(7):
        wait = 2 ** attempt
        try:
            response = requests.post(
                "${url}",
                headers={"Authorization": f"Bearer {os.environ['SALDO_API_KEY']}"},
                json=event,
                timeout=10,
            )
            if response.status_code != 429 and response.status_code < 500:
                return response.json()
            wait = int(response.headers.get("Retry-After", wait))
        except requests.RequestException:
            pass
        time.sleep(wait + random.random())
    raise RuntimeError(f"Not charged yet: {event['id']}")`,

  php: (url) => `function charge(array $event): array {
    for ($attempt = 0; $attempt < 7; $attempt++) {
        $wait = 2 ** $attempt;
        $request = curl_init("${url}");
        curl_setopt_array($request, [
            CURLOPT_RETURNTRANSFER => true,
            CURLOPT_TIMEOUT => 10,
            CURLOPT_HTTPHEADER => [
                "Authorization: Bearer " . getenv("SALDO_API_KEY"),
                "Content-Type: application/json",
            ],
            CURLOPT_POSTFIELDS => json_encode($event),
            CURLOPT_HEADERFUNCTION => function ($request, $line) use (&$wait) {
                if (stripos($line, "retry-after:") === 0) $wait = (int) substr($line, 12);
                return strlen($line);
            },
        ]);
        $body = curl_exec($request);
        $status = curl_getinfo($request, CURLINFO_HTTP_CODE);
        if ($body !== false && $status !== 429 && $status < 500) return json_decode($body, true);
        usleep((int) (($wait + lcg_value()) * 1e6));
    }
    throw new RuntimeException("Not charged yet: {$event['id']}");
}`,
};
