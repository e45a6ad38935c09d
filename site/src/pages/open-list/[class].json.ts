import type { APIRoute } from 'astro';
import { catalogue } from '../../catalogue.ts';
import { restrictedJson } from '../../data/open-list-files.ts';
import { restrictedClasses, restrictedClassOf } from '../../data/restricted.ts';
import { lines } from '../../data/whole.ts';
import { settings } from '../../settings.ts';

export const getStaticPaths = () => restrictedClasses.map((openness) => ({ params: { class: openness } }));

/** What is not open, or on conditions only, with reason and legal basis (Art. 28, 29). */
export const GET: APIRoute = ({ params }) =>
  new Response(
    restrictedJson(lines, restrictedClassOf(params.class), settings.portalUrl, catalogue.info.updated),
    { headers: { 'Content-Type': 'application/json; charset=utf-8' } },
  );
