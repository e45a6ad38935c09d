/** Opens the preview: the code that reads Parquet is loaded only when the reader asks for it. */
for (const button of document.querySelectorAll<HTMLButtonElement>('[data-preview-open]'))
  button.addEventListener('click', async () => {
    const root = button.closest<HTMLElement>('[data-preview]');
    if (!root) return;
    const { openPreview } = await import('./preview-pages.ts');
    await openPreview(root);
  });
