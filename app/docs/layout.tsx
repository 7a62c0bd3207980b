export { Outside as default } from "@/app/_outside/outside";
