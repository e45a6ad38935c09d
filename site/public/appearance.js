// Runs before the first paint: applies the reader's remembered appearance, so that nothing flashes.
(() => {
  const root = document.documentElement;
  root.dataset.js = '';
  try {
    const { theme, ease } = JSON.parse(localStorage.getItem('appearance') || '{}');
    if (theme === 'light' || theme === 'dark') root.dataset.theme = theme;
    if (ease === true) root.dataset.ease = '';
  } catch {
    // Storage may be forbidden or hold something foreign: the page then follows the system.
    root.dataset.theme = '';
  }
})();
