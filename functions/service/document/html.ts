/** A frozen text as a page: every character escaped, one fixed style, nothing that runs. */
import { hash } from 'node:crypto';
import type { LegalDocument } from '../application/documents.ts';
import { evidenceLines } from './evidence.ts';
import { type Block, blocksOf } from './legal-text.ts';

const style = `body{font:16px/1.9 "Noto Serif SC","Songti SC",SimSun,serif;color:#111;background:#fff;max-width:42em;margin:3em auto;padding:0 1.5em}
.issuer,h1,.number{text-align:center;margin:0 0 .4em}.issuer{color:#b00010;font-size:1.5em;font-weight:700}h1{font-size:1.4em}.number{margin-bottom:2em}
h2{font-size:1.05em;margin:1.2em 0 .2em}p{margin:.3em 0;text-indent:2em;overflow-wrap:anywhere}.closing{text-align:right;text-indent:0}
footer{margin-top:3em;border-top:1px solid #767676;font-size:.85em;color:#333}footer p{text-indent:0}@media print{body{margin:0}}`;

/** The policy under which the page is served: its own style, and nothing else. */
export const documentPolicy = `default-src 'none'; style-src 'sha256-${hash('sha256', style, 'base64')}'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; sandbox`;

const escapes: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};
export const escaped = (text: string): string =>
  text.replace(/[&<>"']/g, (character) => escapes[character] ?? '');

function element({ kind, text }: Block): string {
  const content = escaped(text);
  if (kind === 'title') return `<h1>${content}</h1>`;
  if (kind === 'heading') return `<h2>${content}</h2>`;
  return kind === 'paragraph' ? `<p>${content}</p>` : `<p class="${kind}">${content}</p>`;
}

export function documentHtml(document: LegalDocument): string {
  const blocks = blocksOf(document.text);
  const title = blocks.find(({ kind }) => kind === 'title')?.text ?? '';
  return `<!doctype html>
<html lang="zh-CN"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1">
<title>${escaped(title)} ${escaped(document.number)}</title><style>${style}</style></head>
<body><main>${blocks.map(element).join('\n')}</main>
<footer>${evidenceLines(document)
    .map((line) => `<p>${escaped(line)}</p>`)
    .join('\n')}</footer></body></html>
`;
}
