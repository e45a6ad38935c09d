/** The least that a function can be: what the runtime itself takes. */
export const handler = awslambda.streamifyResponse(async (_event, answer) => {
  const stream = awslambda.HttpResponseStream.from(answer, { statusCode: 200, headers: {}, cookies: [] });
  stream.write('hello');
  stream.end();
});
