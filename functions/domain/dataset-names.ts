/** Words of the catalogue that other records use too: apart from the descriptor, whose shape only publications need. */

/** Lower-case slug, 2–64 characters; the URL segment. */
export const slug = /^[a-z0-9](?:[a-z0-9-]{0,62}[a-z0-9])$/;
export const isoDate = /^\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])$/;
export const catalogueCode = /^\d{6,}\/\d+$/;
/** GB/T 2260, or a longer statistical code, two to twelve digits. */
export const regionCode = /^\d{2,12}$/;
/** A plain file name inside the dataset's directory: no separators, no leading dot. */
export const fileName = /^[^/\\\p{C}.][^/\\\p{C}]{0,199}$/u;
export const httpsUrl = /^https?:\/\/[^\s"'<>]+$/;
