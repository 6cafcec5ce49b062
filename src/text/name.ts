// The names that admins give: of lines, channels and freezes. One form for all, so that who knows one knows each.

/** A letter first, so that no name can be mistaken for a number or a flag. */
export const NAME = /^[A-Za-z][A-Za-z0-9._-]{0,62}$/;

/** The same in words, for an error message. */
export const NAME_RULE = 'a letter, then up to 62 letters, digits, ".", "_" or "-"';
