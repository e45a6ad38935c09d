/** The codes that a catalogue entry is written with: plain lists, so that whoever only reads entries loads no schema. */

export const opennessClasses = ['unconditional', 'conditional', 'withheld'] as const; // Art. 28
export const sharingTypes = ['unconditional', 'authorised', 'withheld'] as const; // Art. 25
/** Art. 28: why data is conditional. */
export const conditionalGrounds = ['security-capability', 'time-sensitive', 'continuous'] as const;
/** Who may apply for conditional data: 法人和非法人组织 only, or whomever the open platform serves (Art. 27). */
export const applicantKinds = ['any', 'organisation'] as const;
/** Art. 28: why data is withheld. */
export const withheldGrounds = ['business-secret', 'personal-privacy', 'forbidden-by-law'] as const;
export const acquisitionModes = ['collected', 'commissioned', 'produced', 'shared', 'negotiated'] as const; // Art. 17, 29
export const priorityGrounds = ['livelihood', 'urgent', 'commercial'] as const; // Art. 29
export const dataLevels = ['general', 'important', 'core'] as const; // GB/T 43697-2024
export const updateCycles = [
  'realtime',
  'daily',
  'weekly',
  'monthly',
  'quarterly',
  'half-yearly',
  'yearly',
  'irregular',
  'never',
] as const;
export const fieldTypes = [
  'string',
  'integer',
  'number',
  'boolean',
  'date',
  'datetime',
  'year',
  'geopoint',
] as const;
export const sensitivities = ['public', 'internal', 'sensitive', 'personal'] as const;
/** What a field is declared to hold, so that the privacy gate knows an order number from an identity number. */
export const fieldContents = [
  'order-number',
  'credit-code',
  'agency-contact',
  'public-office-holder',
] as const;
export const baseLibraries = [
  'population',
  'legal-persons',
  'space',
  'licences',
  'credit',
  'macro-economy',
] as const; // Art. 21

/** Names that the query engine gives to columns of its own. */
export const reservedFieldNames = ['file_row_number'] as const;
