import { describe, expect, it } from 'vitest';
import { plainText, renderMarkdown, shorten } from '../../site/src/markdown.ts';

/** What a stranger may write into a description to run code on its readers, or to reach out of its place. */
const hostile = [
  '<script>alert(1)</script>',
  '<img src=x onerror=alert(1)>',
  '<svg onload=alert(1)><script>alert(1)</script></svg>',
  '<svg><style><img src=x onerror=alert(1)></style></svg>',
  '<math><mtext><table><mglyph><style><!--</style><img title="--&gt;&lt;img src=1 onerror=alert(1)&gt;">',
  '<iframe srcdoc="<script>alert(1)</script>"></iframe>',
  '<a href="javascript:alert(1)">x</a>',
  '[x](javascript:alert(1))',
  '[x](JaVaScRiPt:alert(1))',
  '[x](java\tscript:alert(1))',
  '[x](data:text/html;base64,PHNjcmlwdD4=)',
  '[x](vbscript:msgbox(1))',
  '![x](javascript:alert(1))',
  '![x](https://tracker.example/pixel.gif)',
  '[x](//evil.example/)',
  '<https://example.org" onmouseover="alert(1)>',
  '[a]: javascript:alert(1)\n\n[a]',
  '<details open ontoggle=alert(1)>',
  '<form action=https://evil.example><input name=q><button>x</button></form>',
  '<style>body{display:none}</style>',
  '<p style="position:fixed">x</p>',
  '<base href="https://evil.example/">',
  '<meta http-equiv="refresh" content="0;url=https://evil.example">',
  '<div id="main" class="skip">x</div>',
  '<noscript><p title="</noscript><img src=x onerror=alert(1)>">',
  '`</code><script>alert(1)</script>`',
  '</div></main></body><script>alert(1)</script>',
  '<<script>script>alert(1)<</script>/script>',
];

describe('a description', () => {
  it.each(hostile)('is harmless whatever it holds: %s', (source) => {
    const { html } = renderMarkdown(source);
    const elements = [...html.matchAll(/<\/?([a-z0-9]+)/gi)].map(([, name]) => name);
    const allowed = [
      'p',
      'br',
      'ul',
      'ol',
      'li',
      'strong',
      'em',
      'code',
      'pre',
      'blockquote',
      'a',
      'del',
      'hr',
    ];
    expect(allowed).toEqual(expect.arrayContaining([...new Set(elements)]));
    expect(html).not.toMatch(/<[^>]*\s(?:on\w+|style|id|class|src|action)\s*=/i);
    for (const [, href] of html.matchAll(/href="([^"]*)"/g)) expect(href).toMatch(/^(?:https?:\/\/|mailto:)/);
  });

  it('keeps its paragraphs, lists, emphasis and links', () => {
    const { html } = renderMarkdown(
      '第一段**重点**。\n\n- 甲\n- 乙\n\n见[说明](https://example.org/a?b=1&c=2)。',
    );
    expect(html).toContain('<p>第一段<strong>重点</strong>。</p>');
    expect(html).toMatch(/<ul>\s*<li>甲<\/li>\s*<li>乙<\/li>\s*<\/ul>/);
    expect(html).toContain('<a href="https://example.org/a?b=1&amp;c=2" rel="nofollow noopener">说明</a>');
  });

  it('never competes with the headings of its page', () => {
    expect(renderMarkdown('# 大标题\n\n正文').html).toBe('<p>大标题</p>\n<p>正文</p>\n');
  });

  it('is told without its markup where only text can stand', () => {
    expect(plainText('**水质** [监测](https://x.example) <b>a</b> & 1 < 2')).toBe('水质 监测 a & 1 < 2');
    expect(plainText('<script>alert(1)</script>数据')).toBe('数据');
    expect(shorten('一二三四五', 4)).toBe('一二三…');
  });
});
