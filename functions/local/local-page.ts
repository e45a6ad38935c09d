/** The frame of the pages of local mode: the portal's look, no script, no inline style. */
import { html, type SafeHtml } from '../../site/src/html.ts';
import { htmlLang, type Locale, localePath, use } from '../../site/src/i18n/index.ts';

export function localPage(locale: Locale, title: string, content: SafeHtml): string {
  const { common } = use(locale);
  return html`<!doctype html>
<html lang="${htmlLang[locale]}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>${title} – ${common.siteName}</title>
<link rel="icon" href="/favicon.svg" type="image/svg+xml">
<link rel="stylesheet" href="/oidc/style.css">
</head>
<body>
<header class="masthead"><div class="wrap"><div class="masthead-line">
<a class="brand" href="${localePath(locale, '/')}">${common.siteName}</a>
</div></div></header>
<main id="main"><div class="wrap stack">
<h1>${title}</h1>
${content}
</div></main>
</body>
</html>
`.html;
}
