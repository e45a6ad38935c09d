/** Whether a graph, as others parse it, keeps to what DCAT-AP 3.0.1 demands and recommends. */
import { type ProfileRule, profileRules } from '../../../functions/service/dcat/profile.ts';
import { expand, type Term } from '../../../functions/service/rdf/graph.ts';
import type { Graph } from './parse.ts';

const times = [expand('xsd:date'), expand('xsd:dateTime')];
type Object = ReturnType<Graph['getObjects']>[number];

function isIn(graph: Graph, object: Object, range: ProfileRule['range']): boolean {
  if (range === 'iri') return object.termType === 'NamedNode';
  if (object.termType === 'NamedNode')
    return (
      range.includes(':') && graph.countQuads(object, expand('rdf:type'), expand(range as Term), null) > 0
    );
  if (object.termType !== 'Literal') return false;
  if (range === 'text') return object.value !== '';
  const { value: type } = object.datatype;
  return range === 'time' ? times.includes(type) : type === expand(range);
}

/** Every breach, with whose it is; none for a graph as it should be. */
export function breaches(graph: Graph): readonly string[] {
  return profileRules.flatMap((rule) => {
    const subjects = graph.getSubjects(expand('rdf:type'), expand(rule.type), null);
    return subjects.flatMap((subject) => {
      const objects = graph.getObjects(subject, expand(rule.property), null);
      const at = `${subject.value} ${rule.property}`;
      const wrong = objects.filter((object) => !isIn(graph, object, rule.range));
      return [
        ...(rule.isWanted && objects.length === 0 ? [`${at} is missing`] : []),
        ...(rule.isSingle && objects.length > 1 ? [`${at} has ${objects.length} values`] : []),
        ...wrong.map(({ value }) => `${at}: ${value} is no ${rule.range}`),
      ];
    });
  });
}
