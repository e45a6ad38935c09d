/** Schemes of our own: the national themes, the grounds of high value (Art. 29), and the law that both come from. */
import { article, measures } from '../../domain/law.ts';
import { priorityNames, themeNames } from '../../domain/names.ts';
import { euThemesOf, isTheme, type Theme } from '../../domain/themes.ts';
import { both, day, inLanguage, literal, type Node, node, ref, type Words } from '../rdf/graph.ts';
import { type ConceptScheme, conceptAddress, schemeAddress } from './addresses.ts';

export function themeNode(portalUrl: string, theme: Theme): Node {
  return node(conceptAddress(portalUrl, 'themes', theme), ['skos:Concept'], {
    'skos:prefLabel': both(themeNames[theme]),
    'skos:notation': literal(theme),
    'skos:inScheme': ref(schemeAddress(portalUrl, 'themes')),
    'skos:broadMatch': euThemesOf(theme).map(ref),
  });
}

export function groundNode(portalUrl: string, ground: keyof typeof priorityNames): Node {
  return node(conceptAddress(portalUrl, 'priority-grounds', ground), ['skos:Concept'], {
    'skos:prefLabel': both(priorityNames[ground]),
    'skos:notation': literal(ground),
    'skos:inScheme': ref(schemeAddress(portalUrl, 'priority-grounds')),
    'dct:source': ref(conceptAddress(portalUrl, 'law', 'art-29')),
  });
}

const measuresEn = 'Measures of Jilin Province for Public Data and One-Net Service (Trial)';

/** The Measures, or one of their articles. */
export function lawNode(portalUrl: string, number?: number): Node {
  const cited = number === undefined ? undefined : article(number);
  const whole = conceptAddress(portalUrl, 'law', 'measures');
  const title = cited
    ? { zh: `《${measures.title}》第${cited.number}条`, en: `${measuresEn}, Art. ${cited.number}` }
    : { zh: measures.title, en: measuresEn };
  return node(
    cited ? conceptAddress(portalUrl, 'law', `art-${cited.number}`) : whole,
    ['eli:LegalResource'],
    {
      'dct:title': both(title),
      'dct:description': cited && inLanguage(cited.obliges, 'en'),
      'dct:identifier': literal(measures.document),
      'dct:issued': day(measures.issued),
      'dct:isPartOf': cited && ref(whole),
    },
  );
}

const titles: Readonly<Record<ConceptScheme, Words>> = {
  themes: { zh: '国家信息资源主题', en: 'National themes of information resources' },
  'priority-grounds': { zh: '高价值数据的依据', en: 'Grounds on which data is opened first' },
  law: { zh: '所依据的法规', en: 'Law that is cited' },
};

export const schemeNode = (portalUrl: string, scheme: ConceptScheme): Node =>
  node(schemeAddress(portalUrl, scheme), ['skos:ConceptScheme'], { 'dct:title': both(titles[scheme]) });

const grounds = Object.keys(priorityNames) as (keyof typeof priorityNames)[];
/** What a scheme consists of, and the scheme itself. */
export function schemeNodes(portalUrl: string, scheme: ConceptScheme): readonly Node[] {
  const law = [lawNode(portalUrl), lawNode(portalUrl, 28), lawNode(portalUrl, 29)];
  const members: Readonly<Record<ConceptScheme, () => readonly Node[]>> = {
    themes: () =>
      Object.keys(themeNames)
        .filter(isTheme)
        .map((theme) => themeNode(portalUrl, theme)),
    'priority-grounds': () => [...grounds.map((ground) => groundNode(portalUrl, ground)), ...law],
    law: () => law,
  };
  return [schemeNode(portalUrl, scheme), ...members[scheme]()];
}
