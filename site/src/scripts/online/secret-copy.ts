/** Browsers copy on secure pages only, and when the reader lets them. */
export async function isCopied(text: string): Promise<boolean> {
  if (!isSecureContext) return false;
  return navigator.clipboard.writeText(text).then(
    () => true,
    () => false,
  );
}
