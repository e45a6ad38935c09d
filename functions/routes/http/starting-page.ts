/** Until there are pages: nothing is published yet, or the first edition is being made. */

const text = `<!doctype html>
<html lang="zh-CN">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>正在准备 · Getting ready</title></head>
<body>
<h1>正在准备</h1>
<p>本平台的页面正在生成，请稍后再访问。</p>
<h1 lang="en">Getting ready</h1>
<p lang="en">The pages of this portal are being made. Please come back in a few minutes.</p>
</body>
</html>
`;

export function startingPage(): Response {
  const headers = {
    'Content-Type': 'text/html; charset=utf-8',
    'Cache-Control': 'no-store',
    'Retry-After': '60',
  };
  return new Response(text, { status: 503, headers });
}
