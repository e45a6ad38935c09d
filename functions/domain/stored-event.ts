/** Stored events, checked when they are read. A shape is made when the first event of its kind comes: a cold start makes none. */
import { type } from 'arktype';
import { once } from './once.ts';

/** A shape, as arktype makes it: answers the value, or what is wrong with it. */
type Shape = (value: unknown) => unknown;

/**
 * Checks that an event is one of `of`, such as "an application", and its data as `shapes` has it. The check throws when it
 * is not: the records are damaged or newer than this code.
 */
export function eventCheck<Name extends string>(of: string, shapes: Readonly<Record<Name, () => Shape>>) {
  const made = new Map(Object.entries<() => Shape>(shapes).map(([name, make]) => [name, once(make)]));
  return ({
    type: name,
    at,
    data,
  }: {
    readonly type: string;
    readonly at: string;
    readonly data: unknown;
  }) => {
    const shape = made.get(name);
    if (!shape) throw new TypeError(`${name} is no event of ${of}`);
    const checked = shape()(data);
    if (checked instanceof type.errors) throw new TypeError(`${name} at ${at}: ${checked.summary}`);
  };
}
