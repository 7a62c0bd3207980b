import type { Config } from "tailwindcss";

const config: Config = {
  darkMode: ["selector", "[data-theme=dark]"],
  content: ["./app/**/*.{ts,tsx}", "./components/**/*.{ts,tsx}"],
};

export default config;
