/** Table bodies of the dataset page: string functions, since a table may have thousands of rows. */
import type { Field } from '../../../functions/domain/dataset.ts';
import type { QualityReport, Row, Version } from '../../../functions/domain/version.ts';
import { dayOf, formatNumber, formatShare } from '../format.ts';
import { html, type SafeHtml } from '../html.ts';
import { type Locale, use } from '../i18n/index.ts';
import { type DatasetPage, filePath } from './page-data.ts';
import { cellText, constraintText, differenceText, isNumeric } from './words.ts';

/** The cells of sample rows, in the order of the fields. */
export function sampleRows(rows: readonly Row[], fields: readonly Field[], locale: Locale): SafeHtml {
  const empty = html`<span class="empty-cell" title="${use(locale).dataset.preview.empty}">·</span>`;
  const cell = (row: Row, field: Field): SafeHtml => {
    const content = cellText(row[field.name], locale) ?? empty;
    return isNumeric(field) ? html`<td class="n">${content}</td>` : html`<td>${content}</td>`;
  };
  return html`${rows.map((row) => html`<tr>${fields.map((field) => cell(row, field))}</tr>`)}`;
}

const isGuarded = (field: Field): boolean =>
  field.sensitivity === 'sensitive' || field.sensitivity === 'personal';

export function fieldRows({ fields, dataset, locale }: DatasetPage): SafeHtml {
  const { dataset: words, terms } = use(locale);
  const keys = new Set(dataset.primaryKey ?? []);
  const row = (field: Field): SafeHtml => {
    const inEnglish = locale === 'en';
    const title = (inEnglish && field.titleEn) || field.title;
    const description = (inEnglish && field.descriptionEn) || field.description;
    const unit = field.unit && words.fields.unit(field.unit);
    const level = terms.sensitivity[field.sensitivity];
    const sensitivity = isGuarded(field) ? html`<strong>${level}</strong>` : level;
    const constraints = constraintText(field, keys.has(field.name), locale);
    return html`<tr><th scope="row"><code>${field.name}</code></th><td>${title}</td><td class="fit">${terms.fieldType[field.type]}</td><td class="fit">${sensitivity}</td><td>${constraints}</td><td>${[unit, description].filter(Boolean).join(' ')}</td></tr>`;
  };
  return html`${fields.map(row)}`;
}

/** `withFiles`: whether the table has a column of files. */
export function versionRows(page: DatasetPage, versions: readonly Version[], withFiles: boolean): SafeHtml {
  const { dataset: words } = use(page.locale);
  const change = (version: Version): string => {
    if (version.withdrawn)
      return words.versions.withdrawn(dayOf(version.withdrawn.at), version.withdrawn.reason);
    if (version.difference) return differenceText(version.difference, page.locale);
    return version.number === 1 ? words.versions.first : '';
  };
  const files = (version: Version): readonly SafeHtml[] =>
    version.distributions
      .filter(({ role }) => role === 'data' || role === 'attachment')
      .map(
        ({ name, format }) =>
          html`<a href="${filePath(page.dataset.id, version.number, name)}" download>${format}</a> `,
      );
  const row = (version: Version): SafeHtml => {
    const rows = version.rows === null ? '' : formatNumber(version.rows);
    const filesCell = withFiles && html`<td class="links">${files(version)}</td>`;
    return html`<tr><th scope="row" class="fit">${words.version(version.number)}</th><td class="fit">${dayOf(version.issued)}</td><td class="n">${rows}</td><td>${change(version)}</td><td>${version.note ?? ''}</td>${filesCell}</tr>`;
  };
  return html`${versions.map(row)}`;
}

/** Whether any field has a smallest or largest value to show. */
export const hasExtremes = (report: QualityReport): boolean =>
  report.fields.some(({ minimum, maximum }) => minimum != null || maximum != null);

export function qualityRows({ fields, locale }: DatasetPage, report: QualityReport): SafeHtml {
  const titles = new Map(
    fields.map((field) => [field.name, (locale === 'en' && field.titleEn) || field.title]),
  );
  const share = (filled: number): string => formatShare(report.rows > 0 ? filled / report.rows : 1);
  const withExtremes = hasExtremes(report);
  const rows = report.fields.map(
    ({ name, filled, distinct, minimum, maximum }) =>
      html`<tr><th scope="row">${titles.get(name) ?? name} <code>${name}</code></th><td class="n">${formatNumber(filled)}</td><td class="n">${share(filled)}</td><td class="n">${formatNumber(distinct)}</td>${withExtremes && html`<td class="n">${cellText(minimum, locale) ?? ''}</td><td class="n">${cellText(maximum, locale) ?? ''}</td>`}</tr>`,
  );
  return html`${rows}`;
}
