/** What the list of sessions says of a browser; brand names, so nothing to translate. null where nothing is known. */
export type DeviceWords = { browser: string | null; system: string | null; isPhone: boolean };

/** In this order: most browsers also claim to be the ones further down. */
const browsers: readonly (readonly [RegExp, string])[] = [
  [/\bEdg(?:e|A|iOS)?\//, "Edge"],
  [/\b(?:OPR|Opera|OPT)\//, "Opera"],
  [/\bSamsungBrowser\//, "Samsung Internet"],
  [/\bVivaldi\//, "Vivaldi"],
  [/\bYaBrowser\//, "Yandex"],
  [/\bUCBrowser\//, "UC Browser"],
  [/\b(?:Firefox|FxiOS)\//, "Firefox"],
  [/\b(?:Chrome|CriOS|HeadlessChrome)\//, "Chrome"],
  [/\bVersion\/.*Safari\//, "Safari"],
  [/^curl\//, "curl"],
];

const systems: readonly (readonly [RegExp, string])[] = [
  [/\biPad\b/, "iPad"],
  [/\biPhone\b/, "iPhone"],
  [/\bAndroid\b/, "Android"],
  [/\bCrOS\b/, "ChromeOS"],
  [/\bWindows\b/, "Windows"],
  [/\b(?:Macintosh|Mac OS X)\b/, "macOS"],
  [/\bLinux\b/, "Linux"],
];

export function deviceWords(userAgent: string | null): DeviceWords {
  const text = userAgent ?? "";
  const first = (list: readonly (readonly [RegExp, string])[]) => list.find(([sign]) => sign.test(text))?.[1] ?? null;
  return { browser: first(browsers), system: first(systems), isPhone: /\bMobile\b|\biPhone\b/.test(text) };
}
