/** On every page: the menu on phones, the remembered appearance, copy buttons, update states for today. */
import { tellUpdates } from './updates.ts';

interface Appearance {
  theme?: 'light' | 'dark';
  ease?: boolean;
}
const root = document.documentElement;

function remember(change: Appearance): void {
  const appearance: Appearance = {
    theme: root.dataset.theme === 'light' || root.dataset.theme === 'dark' ? root.dataset.theme : undefined,
    ease: 'ease' in root.dataset,
    ...change,
  };
  if (appearance.theme) root.dataset.theme = appearance.theme;
  else delete root.dataset.theme;
  if (appearance.ease) root.dataset.ease = '';
  else delete root.dataset.ease;
  try {
    localStorage.setItem('appearance', JSON.stringify(appearance));
  } catch {
    // Without storage the choice holds for this page only.
    root.dataset.forgetful = '';
  }
}

for (const button of document.querySelectorAll<HTMLButtonElement>('[data-toggle]'))
  button.addEventListener('click', () => {
    const open = document.getElementById(button.dataset.toggle ?? '')?.toggleAttribute('data-open') ?? false;
    button.setAttribute('aria-expanded', String(open));
  });

const themeSelect = document.querySelector<HTMLSelectElement>('[data-theme-select]');
if (themeSelect) {
  themeSelect.value = root.dataset.theme || 'auto';
  themeSelect.addEventListener('change', () => {
    const { value } = themeSelect;
    remember({ theme: value === 'light' || value === 'dark' ? value : undefined });
  });
}

const ease = document.querySelector<HTMLButtonElement>('[data-ease-toggle]');
function showEase(): void {
  const on = 'ease' in root.dataset;
  ease?.setAttribute('aria-pressed', String(on));
  if (ease) ease.textContent = (on ? ease.dataset.on : ease.dataset.off) ?? '';
}
ease?.addEventListener('click', () => {
  remember({ ease: !('ease' in root.dataset) });
  showEase();
});
showEase();

tellUpdates(document);

for (const button of document.querySelectorAll<HTMLButtonElement>('[data-copy]'))
  button.addEventListener('click', async () => {
    const label = button.textContent;
    await navigator.clipboard.writeText(
      document.getElementById(button.dataset.copy ?? '')?.textContent ?? '',
    );
    button.textContent = button.dataset.copied ?? label;
    setTimeout(() => {
      button.textContent = label;
    }, 2000);
  });
