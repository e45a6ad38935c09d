/** Reads XML while it is being unpacked. Entities beyond the five of XML are not expanded, document types are ignored. */
import type { Readable } from 'node:stream';
import { Parser } from 'saxen';

export interface XmlHandlers {
  /** Names come without their prefix. */
  readonly open?: (name: string, attributes: () => Record<string, string>) => void;
  readonly text?: (text: string) => void;
  readonly close?: (name: string) => void;
  readonly comment?: (text: string) => void;
  /** `<!DOCTYPE …`, `<!ENTITY …` */
  readonly declaration?: (text: string) => void;
  /** An entity in a text that is none of XML's own. */
  readonly entity?: (text: string) => void;
  /** Called between chunks, e.g. to write what has been gathered. */
  readonly pause?: () => Promise<void> | undefined;
}

const foreignEntity = /&(?!(?:amp|lt|gt|quot|apos|#\d+|#x[\dA-Fa-f]+);)[^;\s]*;?/;

/** The XML is not well-formed. */
export class XmlError extends Error {}

export async function readXml(stream: Readable, handlers: XmlHandlers): Promise<void> {
  const parser = new Parser();
  let failure: Error | undefined;
  parser.on('openTag', (name, attributes, decode) =>
    handlers.open?.(localName(name), () => decoded(attributes(), decode)),
  );
  parser.on('closeTag', (name) => handlers.close?.(localName(name)));
  parser.on('text', (text, decode) => {
    const foreign = handlers.entity && foreignEntity.exec(text)?.[0];
    if (foreign) handlers.entity?.(foreign);
    handlers.text?.(text.includes('&') ? decode(text) : text);
  });
  parser.on('attention', (text) => handlers.declaration?.(text));
  parser.on('cdata', (text) => handlers.text?.(text));
  parser.on('comment', (text) => handlers.comment?.(text));
  parser.on('error', (error) => {
    failure ??= error;
  });
  stream.setEncoding('utf8');
  for await (const chunk of stream) {
    const xml = String(chunk);
    // UTF-16 that was read as UTF-8: XML has no NUL.
    if (xml.includes('\0')) throw new XmlError('it is not UTF-8');
    parser.write(xml);
    if (failure !== undefined) throw new XmlError(failure.message);
    await handlers.pause?.();
  }
  parser.end();
  if (failure !== undefined) throw new XmlError(failure.message);
  await handlers.pause?.();
}

function localName(name: string): string {
  const colon = name.indexOf(':');
  return colon < 0 ? name : name.slice(colon + 1);
}

function decoded(
  attributes: Record<string, string>,
  decode: (text: string) => string,
): Record<string, string> {
  for (const [name, value] of Object.entries(attributes))
    if (value.includes('&')) attributes[name] = decode(value);
  return attributes;
}
