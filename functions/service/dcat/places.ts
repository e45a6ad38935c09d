/**
 * Where a dataset is about. DCAT-AP asks for a box and a centre; ours are set down from general knowledge, not from a
 * survey: rounded outward to a tenth of a degree, no boundary of anything. What lies within a prefecture is given the
 * prefecture's. The pages say so (`/quality/#method`).
 */
import type { Dataset } from '../../domain/dataset.ts';
import { both, literal, type Node, node, typed } from '../rdf/graph.ts';

type Box = readonly [west: number, south: number, east: number, north: number];

/** GB/T 2260, the zeroes at the end left out. */
const boxes: Readonly<Record<string, Box>> = {
  '22': [121.6, 40.8, 131.4, 46.4],
  '2201': [124, 43, 127.1, 45.3],
  '2202': [125.6, 42.5, 127.9, 44.7],
  '2203': [123.2, 42.5, 125.8, 44],
  '2204': [124.8, 42.2, 125.9, 43.3],
  '2205': [125.1, 40.8, 126.8, 43.1],
  '2206': [126.1, 41.3, 128.4, 42.9],
  '2207': [123, 43.9, 126.2, 45.6],
  '2208': [121.6, 44.2, 124.4, 46.4],
  '2224': [127.4, 41.9, 131.4, 44.6],
};
const china: Box = [73, 3.8, 135.2, 53.7];

const boxOf = (code: string): Box => boxes[code.slice(0, 4)] ?? boxes[code.slice(0, 2)] ?? china;

export function placeNode(address: string, { code, name, nameEn }: Dataset['spatial']): Node {
  const [west, south, east, north] = boxOf(code);
  const corners = [
    [west, south],
    [east, south],
    [east, north],
    [west, north],
    [west, south],
  ];
  const middle = (one: number, other: number) => ((one + other) / 2).toFixed(2);
  const polygon = corners.map((corner) => corner.join(' ')).join(', ');
  return node(address, ['dct:Location'], {
    'skos:prefLabel': both({ zh: name, en: nameEn }),
    'dct:identifier': literal(code),
    'dcat:bbox': typed(`POLYGON((${polygon}))`, 'geo:wktLiteral'),
    'dcat:centroid': typed(`POINT(${middle(west, east)} ${middle(south, north)})`, 'geo:wktLiteral'),
  });
}
