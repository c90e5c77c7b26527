export const THEMES = ["system", "light", "dark"] as const;
export type Theme = (typeof THEMES)[number];

const STORED_AS = "warmline.theme";

function remembered(): Theme {
  if (typeof localStorage === "undefined") return "system";
  const found = localStorage.getItem(STORED_AS);
  return THEMES.find((one) => one === found) ?? "system";
}

let current = $state<Theme>(remembered());

export function theme(): Theme {
  return current;
}

export function chooseTheme(chosen: Theme): void {
  current = chosen;
  localStorage.setItem(STORED_AS, chosen);
  showTheme();
}

export function showTheme(): void {
  document.documentElement.dataset.theme = current;
}
