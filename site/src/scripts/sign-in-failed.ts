/** The page of a sign-in that failed leads back to where it began, where the address tells an address of this portal. */
const asked = new URLSearchParams(location.search).get('return') ?? '';
const link = document.querySelector<HTMLAnchorElement>('[data-back]');

if (link && /^\/(?![/\\])/.test(asked) && URL.canParse(asked, location.origin)) {
  const { origin, pathname, search, hash } = new URL(asked, location.origin);
  if (origin === location.origin && !pathname.startsWith('//')) {
    link.href = pathname + search + hash;
    link.textContent = link.dataset.back ?? '';
  }
}
