/** What readers see of a text. Characters that show nothing make no answer, no reason and no other wording. */

/** Control, format and unassigned characters, fillers and selectors, the Braille blank; white space is not among them. */
const invisible = /(?!\s)[\p{C}\p{Default_Ignorable_Code_Point}\u2800]+/gu;

/** Without what shows nothing, and without white space at its ends. */
export const visible = (text: string): string => text.replace(invisible, '').trim();

/** Whether a text is absent, or shows nothing. */
export const isBlank = (text: string | undefined): boolean => visible(text ?? '') === '';
