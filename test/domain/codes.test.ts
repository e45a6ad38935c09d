import { describe, expect, it } from 'vitest';
import { parseCatalogueCode } from '../../functions/domain/catalogue-code.ts';
import { dataset } from '../../functions/domain/dataset.ts';
import { defaultLicence, licenceOf } from '../../functions/domain/licence.ts';
import { nearest } from '../../functions/domain/nearest.ts';
import { euThemesOf, isTheme, themes } from '../../functions/domain/themes.ts';
import { openDataset } from './examples.ts';

describe('parseCatalogueCode', () => {
  it('reads class, item, catalogue, detail and sequence', () => {
    expect(parseCatalogueCode('307008001/12')).toEqual({
      category: '3',
      item: '07',
      catalogue: '008',
      detail: '001',
      sequence: '12',
    });
    expect(parseCatalogueCode('211001/001')).toMatchObject({ detail: '', sequence: '001' });
  });

  it.each([
    '407008001/1',
    '30700/1',
    '307008001',
    '307008001/',
    '307008001/0',
    '307008001/1/2',
    'a07008001/1',
    '',
  ])('does not read "%s"', (code) => {
    expect(parseCatalogueCode(code)).toBeUndefined();
  });
});

describe('themes', () => {
  it('are those that the schema takes', () => {
    expect(themes).toHaveLength(17);
    for (const theme of themes) expect(dataset().allows({ ...openDataset, theme })).toBe(true);
    expect(isTheme('200')).toBe(false);
    expect(isTheme('toString')).toBe(false);
  });

  it('each have a principal EU theme', () => {
    for (const theme of themes)
      expect(euThemesOf(theme)[0]).toMatch(
        /^http:\/\/publications\.europa\.eu\/resource\/authority\/data-theme\/(AGRI|ECON|EDUC|ENER|ENVI|GOVE|HEAL|INTR|JUST|REGI|SOCI|TECH|TRAN)$/,
      );
    expect(euThemesOf('211')).toEqual(['http://publications.europa.eu/resource/authority/data-theme/ENVI']);
  });
});

describe('licenceOf', () => {
  it.each(['CC-BY-4.0', 'CC0-1.0', 'ODC-By-1.0', 'MIT'])('knows %s', (id) => {
    expect(dataset().allows({ ...openDataset, licence: id })).toBe(true);
    expect(licenceOf(id)).toMatchObject({ id, url: expect.stringMatching(/^https:/) });
    expect(licenceOf(id).name).not.toBe(id);
  });

  it('takes the default when none is named, and an address as itself', () => {
    expect(licenceOf().id).toBe(defaultLicence);
    const url = 'https://example.org/licence';
    expect(licenceOf(url)).toEqual({ id: url, name: url, url });
    expect(licenceOf('constructor').name).toBe('constructor');
  });
});

describe('nearest', () => {
  const keys = ['title', 'titleEn', 'keywords', 'publisher', 'openness'];
  it.each([
    ['titel', 'title'],
    ['keyword', 'keywords'],
    ['Publisher', 'publisher'],
    ['opennes', 'openness'],
    ['colour', undefined],
    ['x', undefined],
    ['a'.repeat(10_000), undefined],
  ])('of %s is %s', (word, expected) => {
    expect(nearest(word, keys)).toBe(expected);
  });
});
